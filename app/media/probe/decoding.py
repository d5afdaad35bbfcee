"""Whether anything comes out of a file's tracks: what a header announces may be damaged, or of a kind nobody knows."""

from pathlib import Path

from app.domain.uploads.containers import Container
from app.media import process
from app.media.ffmpeg import input_args
from app.media.probe.examine import MediaFacts

# How many packets are decoded in search of a picture or a sound: as a rule the first one has it, and a file that was
# cut out of a broadcast may have none for some seconds.
_TRIES = (30, 900)
_LIMITS = process.Limits(seconds=120)


def silent_tracks(path: Path, facts: MediaFacts) -> set[int]:
    """Those of the played tracks from which nothing comes out. ProcessFailed where ffprobe was stopped."""
    played = [*([facts.video.index] if facts.video else []), *(sound.index for sound in facts.sounds)]
    return {index for index in played if not gives_a_frame(path, facts.container, index)}


def gives_a_frame(path: Path, container: Container, stream: int) -> bool:
    """Decodes a track until something comes out; False where nothing does. ProcessFailed where ffprobe was stopped."""
    for tried in _TRIES:
        argv = ["ffprobe", "-v", "quiet", "-threads", "1", "-select_streams", str(stream)]
        argv += ["-read_intervals", f"%+#{tried}", "-show_entries", "frame=media_type", "-of", "csv=p=0"]
        try:
            if process.run([*argv, *input_args(path, container)], _LIMITS).strip():
                return True
        except process.ProcessFailed as error:
            if not error.blames_input:
                raise
    return False
