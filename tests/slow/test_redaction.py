"""What is covered is legible in nothing that others get, read again by both engines."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.db.models import FrameText
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.domain.redaction.kinds import Decision, Kind
from app.services.documents import frames, ocr, steps
from app.services.inspection import probing
from app.services.previews import poster, storyboard
from app.services.redaction import covering, deciding, finding, reopening
from app.services.transcode import stage
from app.storage.s3 import get_store
from tests.conftest import Person
from tests.services.recorded import fetched, quiet, recorded, row
from tests.support import secret_screen
from tests.support.secret_screen import ADDRESS, CARD, legible, pictures

MADE = (probing.run, poster.run, storyboard.run, stage.run, frames.run, ocr.run, steps.run)
SECRETS = (ADDRESS, CARD.replace(" ", ""))


def made_anew(video_id: UUID) -> None:
    for each in MADE:
        each(video_id, quiet)
    finding.run(video_id)


def texts(video_id: UUID) -> str:
    with transaction() as work:
        return " ".join(work.scalars(select(FrameText.text).where(FrameText.video_id == video_id)))


def covered(person: Person, film: Path) -> tuple[UUID, str]:
    """A video with all that was found in it covered, and the key of what was recorded."""
    video_id, owner = recorded(person.id, film), Caller(person.id)
    made_anew(video_id)
    found = deciding.listing(video_id, owner)
    assert [each.row.kind for each in found.items] == [Kind.EMAIL, Kind.CARD]
    assert ADDRESS in texts(video_id)
    deciding.decide(video_id, owner, [each.row.id for each in found.items], Decision.BLURRED)
    before = row(video_id)
    covering.run(video_id, quiet)
    made_anew(video_id)
    reopening.run(video_id, quiet)
    assert row(video_id).duration == pytest.approx(before.duration, abs=0.2)
    assert not {before.poster_key, before.preview_key, before.download_key} & objects(video_id)
    return video_id, before.s3_key


def objects(video_id: UUID) -> set[str]:
    return set(get_store().list_keys(f"videos/{video_id}/"))


def test_nothing_that_others_get_tells_it(person: Person, tmp_path: Path) -> None:
    video_id, original = covered(person, secret_screen.film(tmp_path))
    assert not row(video_id).withheld and row(video_id).s3_key != original
    assert "Profile" in texts(video_id) and not any(secret[:8] in texts(video_id) for secret in SECRETS)
    left = objects(video_id)
    assert original in left
    shown = [key for key in left - {original} if key.endswith((".jpg", ".mp4")) and "hls/" not in key]
    assert len(shown) > 5
    assert [key for key in shown if is_told(key, tmp_path)] == []


def is_told(key: str, folder: Path) -> bool:
    """Whether either engine reads a secret on an object."""
    path = folder / Path(key).name
    path.write_bytes(fetched(key, folder))
    read = [legible(grey) for grey in pictures(path, rate=2)]
    assert read, key
    return any(secret[:9] in text for text in read for secret in SECRETS)
