"""Programs that read media: ffmpeg and ffprobe, always through one bounded wrapper."""
