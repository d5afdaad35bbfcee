"""Tasks of the `transcode` queue: ffmpeg for as long as a whole recording takes."""
