"""Runs for the tests of their parts: begun by a real plan of a short video."""

from pathlib import Path
from uuid import UUID

from app.domain.uploads.containers import Container
from app.services.pipeline import source_media
from app.services.transcode import runs
from app.services.transcode.encoding import Rendered
from app.services.transcode.plan import Plan, plan
from app.services.transcode.runs import Run
from app.settings import settings
from tests.media.making import make, pattern
from tests.services.recorded import (
    examined,
    recorded,
)

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "15", "-bf", "2")


def short(folder: Path, seconds: float = 6) -> Path:
    """A small picture with sound, and with B-frames, so that it is not copied."""
    sound = ("-f", "lavfi", "-i", f"sine=duration={seconds}", "-c:a", "aac")
    return make(folder / "short.mp4", *pattern(seconds, "320x240", 15), *sound, *X264)


def planned(owner_id: UUID, path: Path) -> tuple[UUID, Plan]:
    """A probed video, and what is decided about it."""
    video_id = recorded(owner_id, path, "video/mp4")
    examined(video_id)
    return video_id, plan(path, Container.MP4, source_media.stored_key(video_id), settings())


def begun(owner_id: UUID, path: Path) -> Run:
    """A run of which nothing is made yet."""
    return runs.begin(*planned(owner_id, path))


def rendered(run: Run, name: str) -> Rendered:
    """A rendition as it is known once its segments are stored."""
    items = [[f"{run.prefix}{name}/{number:05d}.m4s", 2.0, 1000 * (number + 1)] for number in range(2)]
    return Rendered("avc1.64001e", f"{run.prefix}{name}/init.mp4", "digest", [*items, [f"{run.prefix}last", 1.0, 100]])
