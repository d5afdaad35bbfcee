"""Films that make no guide: noise, one still, hours of nothing, scripts that nobody reads. Bounded, said in words."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from app.services.documents import frames, ocr, reading, steps
from tests.conftest import Person
from tests.ocr.written import BRUSH, JAPANESE, RUSSIAN, SANS, page
from tests.services.recorded import Reports, examined, frames_of, recorded, scratch_is_empty, steps_of

# A frame a second is kept of a film at the very most, of one without end far fewer.
MOST_OF_A_MINUTE, MOST_OF_NOTHING = 60, 3


def film(path: Path, *source: str, encoder: Sequence[str] = ("-c:v", "libx264", "-preset", "ultrafast")) -> Path:
    """Made of what FFmpeg draws, or of a picture."""
    ffmpeg = shutil.which("ffmpeg")
    assert ffmpeg is not None
    shape = ("-pix_fmt", "yuv420p", "-movflags", "+faststart")
    subprocess.run([ffmpeg, "-v", "error", "-y", *source, *encoder, *shape, str(path)], check=True)
    return path


def told(person: Person, path: Path) -> UUID:
    """Its guide made by the stages, one after the other."""
    video_id = recorded(person.id, path, "video/mp4")
    examined(video_id)
    for stage in (frames.run, ocr.run, steps.run):
        reports = Reports()
        stage(video_id, reports)
        assert reports.are_orderly
    assert scratch_is_empty()
    return video_id


def test_noise_is_kept_seldom_and_says_nothing(person: Person, tmp_path: Path) -> None:
    noise = "nullsrc=s=640x360:r=10:d=60,geq=random(1)*255:128:128"
    video_id = told(person, film(tmp_path / "noise.mp4", "-f", "lavfi", "-i", noise))
    assert 0 < len(frames_of(video_id)) <= MOST_OF_A_MINUTE
    assert steps_of(video_id) == []


def test_one_still_is_one_frame(person: Person, tmp_path: Path) -> None:
    Image.fromarray(page(("Security settings", "Decide how people sign in"))).save(tmp_path / "page.png")
    picture = film(tmp_path / "still.mp4", "-loop", "1", "-t", "30", "-i", str(tmp_path / "page.png"))
    video_id = told(person, picture)
    (only,) = frames_of(video_id)
    assert (only.timestamp, "Security settings" in only.text) == (0.0, True)
    assert len(steps_of(video_id)) == 1


def test_eight_hours_of_nothing_are_a_frame_or_two(person: Person, tmp_path: Path) -> None:
    nothing = f"color=black:s=320x180:r=1:d={8 * 3600}"
    video_id = told(person, film(tmp_path / "nothing.mp4", "-f", "lavfi", "-i", nothing))
    kept = frames_of(video_id)
    assert 0 < len(kept) <= MOST_OF_NOTHING
    assert kept[-1].end == pytest.approx(8 * 3600, abs=2)
    assert steps_of(video_id) == []


@pytest.mark.parametrize(
    ("lines", "font", "script"), [(RUSSIAN, SANS, "Cyrillic"), (JAPANESE, BRUSH, "Japanese")], ids=["ru", "ja"]
)
def test_what_nobody_reads_is_said(
    person: Person, tmp_path: Path, lines: Sequence[str], font: Path, script: str
) -> None:
    Image.fromarray(page(lines, font, 22)).save(tmp_path / "page.png")
    video_id = told(person, film(tmp_path / "page.mp4", "-loop", "1", "-t", "10", "-i", str(tmp_path / "page.png")))
    assert reading.document(video_id, person.caller).unread == [script]
    assert [frame.text for frame in frames_of(video_id)] == [""]
    assert steps_of(video_id) == []
