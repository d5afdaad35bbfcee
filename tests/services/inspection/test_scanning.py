"""Stages `scan` and `vet` with a real clamd: verdicts are kept, and what is infected is shut away for good."""

from pathlib import Path
from uuid import UUID

import pytest
import requests
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import update

from app.db.models import DocumentStep, FrameText, Stage, Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import Source, StageState
from app.errors import StageSkipped, StorageError, VideoFlowError
from app.media import clamd
from app.services.inspection import scanning
from app.services.operations import purging
from app.services.pipeline import outputs, stages
from app.services.playback import playlists
from app.services.uploads.outcome import record
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import MEDIA, Reports, fetched, forget, frames_of, quiet, recorded, row, steps_of
from tests.support.recordings import settings_changed
from tests.support.scanner import EICAR, FOUND, scanner

MOVIE = (MEDIA / "chromium-camera-h264-opus.mp4").read_bytes()
BAD = MOVIE + EICAR


def sent(person: Person, data: bytes) -> UUID:
    """A file whose object holds these bytes."""
    video_id = recorded(person.id, data, "video/mp4")
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(source=Source.FILE))
    return video_id


def verdict(video_id: UUID) -> tuple[str | None, str | None]:
    video = row(video_id)
    return video.scan_verdict, video.scan_detail


def refused(video_id: UUID) -> VideoFlowError:
    with pytest.raises(VideoFlowError) as caught:
        scanning.run(video_id, quiet)
    return caught.value


def test_a_clean_file_goes_on(person: Person) -> None:
    video_id, reports = sent(person, MOVIE), Reports()
    scanning.run(video_id, reports)
    assert verdict(video_id) == ("clean", None)
    assert reports.are_orderly


def test_an_infected_file_is_shut_away(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    video_id = sent(person, BAD)
    error = refused(video_id)
    assert (error.code, error.retryable) == ("infected", False)
    assert FOUND in error.message
    video = row(video_id)
    assert verdict(video_id) == ("infected", FOUND)
    assert (video.s3_key, video.playable) == (keys.quarantine(video_id), False)
    assert fetched(video.s3_key, tmp_path) == BAD
    assert store.list_keys(keys.video_prefix(video_id)) == []


def test_scanned_again_it_stays_where_it_is(person: Person, store: ObjectStore) -> None:
    """Invariant 5."""
    video_id = sent(person, BAD)
    assert refused(video_id).code == refused(video_id).code == "infected"
    assert store.list_keys("") == [keys.quarantine(video_id)]


def test_a_run_that_was_lost_on_the_way_is_made_up_for(person: Person, store: ObjectStore) -> None:
    """Invariant 5: after the copy, and after the row."""
    video_id = sent(person, BAD)
    original = row(video_id).s3_key
    store.copy(original, keys.quarantine(video_id))
    assert refused(video_id).code == "infected"
    store.copy(keys.quarantine(video_id), original)
    assert refused(video_id).code == "infected"
    assert store.list_keys("") == [keys.quarantine(video_id)]


def test_deleting_the_video_deletes_what_was_shut_away(person: Person, store: ObjectStore) -> None:
    video_id = sent(person, BAD)
    refused(video_id)
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(status="failed"))
    library.delete(video_id, person.caller)
    purging.purge(video_id)
    assert store.list_keys("") == []


def test_without_an_engine_the_verdict_says_so(app: APIFlask, person: Person) -> None:
    video_id = sent(person, BAD)
    with settings_changed(app, clamd=None):
        scanning.run(video_id, quiet)
    assert verdict(video_id) == ("no_engine", None)


def test_what_is_too_large_for_the_engine_is_said_to_be(app: APIFlask, person: Person, tmp_path: Path) -> None:
    video_id = sent(person, MOVIE * 20)
    with scanner(tmp_path, StreamMaxLength="1M") as (address, _), settings_changed(app, clamd=address):
        scanning.run(video_id, quiet)
    assert verdict(video_id) == ("too_large", None)


def test_what_no_engine_takes_is_not_even_sent(app: APIFlask, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clamd, "MOST_BYTES", 1000)
    video_id = sent(person, MOVIE)
    with settings_changed(app, clamd="127.0.0.1:1"):
        scanning.run(video_id, quiet)
    assert verdict(video_id) == ("too_large", "over 2 GiB")


def test_an_engine_that_is_away_is_waited_for(app: APIFlask, person: Person) -> None:
    video_id = sent(person, BAD)
    with settings_changed(app, clamd="127.0.0.1:1"):
        error = refused(video_id)
    assert (error.code, error.retryable) == ("scanner_unavailable", True)
    assert verdict(video_id) == (None, None)
    assert refused(video_id).code == "infected"


def test_an_object_that_is_not_there_yet_is_worth_another_try(person: Person) -> None:
    with pytest.raises(StorageError):
        scanning.run(library.start(person.id, None, None), quiet)


def test_a_deleted_video_is_not_scanned(person: Person) -> None:
    video_id = sent(person, BAD)
    forget(video_id)
    with pytest.raises(StageSkipped):
        scanning.run(video_id, quiet)


# ---- recordings, which play before they are scanned -----------------------------------------------------------------


def let_out(person: Person, store: ObjectStore) -> tuple[UUID, list[str]]:
    """A recording of which everything is delivered already, and the names of its objects."""
    video_id = recorded(person.id, BAD, "video/mp4")
    made = [keys.poster(video_id, "1"), keys.preview(video_id, "1"), keys.download(video_id, "1", "720p")]
    frame = keys.frame_image(video_id, "1", 0)
    for key in (*made, frame):
        store.put(key, b"made of it", "image/jpeg")
    poster, preview, download = made
    columns = {"poster_key": poster, "first_still_key": poster, "preview_key": preview, "download_key": download}
    with transaction() as work:
        work.execute(
            update(Video).where(Video.id == video_id).values(**columns, storyboard={"run": "1"}, playable=True)
        )
        work.add(FrameText(video_id=video_id, timestamp=0, end=1, text="words", frame_key=frame))
        work.add(DocumentStep(video_id=video_id, index=0, timestamp=0, title="Step", text="words", image_key=frame))
    return video_id, [row(video_id).s3_key, *made, frame]


def test_a_recording_that_was_let_out_is_taken_back(person: Person, store: ObjectStore, client: FlaskClient) -> None:
    video_id, made = let_out(person, store)
    handed_out = store.presign_many(made, 600)
    assert {requests.get(url, timeout=10).status_code for url in handed_out} == {200}
    assert refused(video_id).code == "infected"
    assert {requests.get(url, timeout=10).status_code for url in handed_out} == {404}
    assert store.list_keys("") == [keys.quarantine(video_id)]
    assert (steps_of(video_id), frames_of(video_id)) == ([], [])
    shown = client.get(f"/video/{video_id}", headers=person.headers).get_json()
    assert (shown["playback"], shown["scan"]["verdict"]) == (None, "infected")
    assert client.get(f"/video/{video_id}/document", headers=person.headers).get_json()["steps"] == []
    grant = playlists.issue(video_id)
    for playlist in (playlists.master, playlists.scrubbing):
        with pytest.raises(VideoFlowError, match="No such"):
            playlist(grant)


def test_what_is_still_being_made_of_it_is_not_let_out_any_more(person: Person, store: ObjectStore) -> None:
    """By a stage that had begun before."""
    video_id, _ = let_out(person, store)
    with pytest.raises(StageSkipped), outputs.making(video_id, keys.POSTER) as output:
        refused(video_id)
        late = keys.poster(video_id, output.run)
        store.put(late, b"made of it", "image/jpeg")
        outputs.publish(output, lambda work: None)
    assert store.list_keys("") == [keys.quarantine(video_id)]


def test_a_condemned_recording_has_failed_and_nothing_of_it_goes_on(person: Person) -> None:
    video_id = recorded(person.id, BAD, "video/mp4")
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(status="processing"))
        work.execute(update(Stage).where(Stage.video_id == video_id, Stage.name == "finalize").values(state="done"))
    assert stages.claim(video_id, "probe")
    claim = stages.claim(video_id, "vet")
    assert claim, "it is scanned beside the others"
    error = refused(video_id)
    stages.finish(video_id, "vet", StageState.FAILED, claim.attempt, error.code, error.message)
    assert stages.pending(video_id) == []
    assert (row(video_id).status, row(video_id).error_code) == ("failed", "infected")
    with transaction() as work:
        record(work, video_id, playable=True)
    assert not row(video_id).playable, "whatever the probe finds out later"


def test_a_scanner_that_stays_away_condemns_nobody(person: Person) -> None:
    video_id = recorded(person.id, MOVIE, "video/mp4")
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(status="processing"))
        others = Stage.video_id == video_id, Stage.name != "vet"
        work.execute(update(Stage).where(*others).values(state="done"))
    claim = stages.claim(video_id, "vet")
    assert claim
    stages.finish(video_id, "vet", StageState.FAILED, claim.attempt, "scanner_unavailable", "away")
    assert row(video_id).status == "done"
