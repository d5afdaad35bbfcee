"""What the scanner stayed away from is scanned once it is back: recordings that play, and files that wait."""

from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from app.db.models import Stage, Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import StageState
from app.services.inspection import scanning
from app.services.operations import rescans
from app.services.pipeline import stages
from app.services.videos import library
from tests.conftest import Person
from tests.services.recorded import MEDIA, quiet, recorded, row
from tests.support.recordings import settings_changed

MOVIE = (MEDIA / "chromium-camera-h264-opus.mp4").read_bytes()
AWAY = "127.0.0.1:1"


def missed(person: Person, name: str, source: str, code: str = "scanner_unavailable") -> UUID:
    """A video whose other stages are over, and whose scan ended with this fault."""
    video_id = recorded(person.id, MOVIE, "video/mp4")
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(status="processing", source=source))
        work.execute(update(Stage).where(Stage.video_id == video_id, Stage.name != "vet").values(state="done"))
        work.execute(update(Stage).where(Stage.video_id == video_id, Stage.name == "vet").values(name=name))
    claim = stages.claim(video_id, name)
    assert claim
    stages.finish(video_id, name, StageState.FAILED, claim.attempt, code, "It does not answer.")
    return video_id


@pytest.mark.parametrize(("name", "source", "ended"), [("vet", "recording", "done"), ("scan", "file", "failed")])
def test_what_was_missed_is_scanned_once_the_scanner_is_back(
    app: APIFlask, person: Person, name: str, source: str, ended: str
) -> None:
    video_id = missed(person, name, source)
    assert row(video_id).status == ended
    with settings_changed(app, clamd=AWAY):
        assert rescans.rescan() == 0, "it is still away"
    assert rescans.rescan() == 1
    assert rescans.rescan() == 0, "it is under way"
    assert (row(video_id).status, row(video_id).error_code) == ("processing", None)
    claim = stages.claim(video_id, name)
    assert claim
    scanning.run(video_id, quiet)
    assert row(video_id).scan_verdict == "clean"


def test_other_faults_and_deleted_videos_stay_as_they_are(person: Person) -> None:
    missed(person, "vet", "recording", code="infected")
    library.delete(missed(person, "vet", "recording"), person.caller)
    assert rescans.rescan() == 0


def test_a_round_takes_no_more_than_the_workers_look_at(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescans, "AT_ONCE", 1)
    first, second = missed(person, "vet", "recording"), missed(person, "vet", "recording")
    assert rescans.rescan() == 1
    assert (row(first).status, row(second).status) == ("processing", "done"), "who waits longest goes first"
