"""A recording that is read while it is made has, at its end, the guide that the whole file would have."""

from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update

from app.db.models import LiveReading
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.ocr import saved
from app.ocr.engine import Pixels, Reading
from app.services.documents import along, along_row, frames, ocr, steps
from app.services.ingest import connections
from app.services.inspection import probing
from app.services.uploads import draining, finishing, spilling
from app.services.uploads.spilling import Copier
from app.storage import keys
from app.storage.s3 import get_store
from tests.conftest import Person
from tests.services.recorded import GUIDE, examined, frames_of, garbage_is_due, quiet, recorded, row, steps_of
from tests.support.recordings import PART, content, queued, record, settings_changed, upload_of

FILM = GUIDE.read_bytes()
# Two pages of it.
SHORT = FILM[:50_000]


class Blank:
    """Reads nothing, and quickly."""

    def __init__(self) -> None:
        self.readings = 0

    def read(self, grey: Pixels) -> Reading:
        self.readings += 1
        return Reading(())


class Recorder:
    """Sends a recording piece by piece, and has each copied."""

    def __init__(self, person: Person) -> None:
        self.video_id = record(person.id, b"")
        self.caller = Caller(person.id)
        self._connection = connections.connect(self.video_id, self.caller)
        self._copier = Copier()

    def send(self, data: bytes) -> None:
        connections.append(self._connection, data)
        self._copier.round()

    def finish(self) -> UUID:
        connections.finish(self.video_id, self.caller)
        finishing.finalize(self.video_id)
        probing.run(self.video_id, quiet)
        return self.video_id


def in_part(person: Person, film: bytes, sent: int, engine: Any = None) -> Recorder:
    """A recorder of which so many bytes were sent, in two pieces, and read as they came."""
    recorder = Recorder(person)
    for start, stop in ((0, sent // 2), (sent // 2, sent)):
        recorder.send(film[start:stop])
        along.run(recorder.video_id, engine)
    return recorder


def reading_of(video_id: UUID) -> LiveReading | None:
    with transaction() as work:
        return work.scalar(select(LiveReading).where(LiveReading.video_id == video_id))


def told(video_id: UUID) -> tuple[list[Any], list[Any]]:
    """What stands on the frames and what changed between them, and the steps; but for the names of pictures."""
    rows = []
    for each in frames_of(video_id):
        changes = [{**change, "picture": bool(change["picture"])} for change in each.changes or []]
        rows.append((each.timestamp, each.end, each.text, each.words, changes))
    return rows, [(each.timestamp, each.title, each.text, each.kind, each.target) for each in steps_of(video_id)]


def finished(video_id: UUID) -> UUID:
    """With its guide."""
    frames.run(video_id, quiet)
    ocr.run(video_id, quiet)
    steps.run(video_id, quiet)
    return video_id


def test_the_guide_is_that_of_the_whole_file(person: Person) -> None:
    recorder = in_part(person, FILM, 100_000)
    before, live = reading_of(recorder.video_id), frames_of(recorder.video_id)
    assert before is not None and before.seconds > 12 and not before.is_over
    read = [frame.words is not None for frame in live]
    # The last one may yet become sharper.
    assert len(live) > 3 and all(read[:-1]) and not read[-1]
    recorder.send(FILM[100_000:])
    finished(recorder.finish())
    # What was read then is not read again.
    assert {frame.id for frame in live} <= {frame.id for frame in frames_of(recorder.video_id)}
    assert told(recorder.video_id) == told(finished(examined(recorded(person.id, GUIDE))))
    assert reading_of(recorder.video_id) is None
    assert get_store().list_keys(keys.live_prefix(recorder.video_id)) == []
    garbage_is_due()
    assert frames_of(recorder.video_id)[0].frame_key in get_store().list_keys(
        keys.all_of_kind(recorder.video_id, "frames")
    )


def test_one_message_waits_for_a_recording_however_often_it_is_copied(person: Person) -> None:
    recorder = Recorder(person)
    for start in range(0, 60_000, 20_000):
        recorder.send(FILM[start : start + 20_000])
    assert queued("ocr") == [("ocr.along", [str(recorder.video_id)])]
    along.run(recorder.video_id, Blank())
    recorder.send(FILM[60_000:80_000])
    assert len(queued("ocr")) == 2


def test_nobody_is_asked_where_it_is_not_wanted_or_not_possible(app: APIFlask, person: Person) -> None:
    with settings_changed(app, read_while_recording=False):
        Recorder(person).send(FILM[:20_000])
    connection = connections.connect(video := record(person.id, b"", mime_type="video/mp4"), Caller(person.id))
    connections.append(connection, b"an mp4")
    Copier().round()
    assert queued("ocr") == [] and reading_of(video) is None


def test_copies_stay_without_a_gap_until_they_were_read(app: APIFlask, person: Person) -> None:
    """Of what a part holds no copy was made; and the chunks go at once."""
    with settings_changed(app, part_bytes=PART):
        recorder = Recorder(person)
        recorder.send(content(PART - 1_000_000))
        connections.append(recorder._connection, content(1_500_000, seed=2))
        upload = upload_of(recorder.video_id)
        assert draining.drain(upload.id) == 1
        recorder.send(content(100_000, seed=3))
    position = 0
    for copy in spilling.copies(recorder.video_id, upload.id):
        assert copy.start <= position
        position = max(position, copy.stop)
    assert position == PART + 600_000
    with transaction() as work:
        work.execute(update(LiveReading).values(needs_from=PART + 100_000))
    recorder.send(content(10, seed=4))
    # What was read goes, and only that.
    assert min(copy.stop for copy in spilling.copies(recorder.video_id, upload.id)) == PART + 600_000


def test_where_copies_are_gone_the_rest_is_read_at_the_end(person: Person) -> None:
    recorder = in_part(person, SHORT, 40_000, Blank())
    before = frames_of(recorder.video_id)
    for copy in spilling.copies(recorder.video_id, upload_of(recorder.video_id).id):
        get_store().delete(copy.key)
    recorder.send(SHORT[40_000:])
    along.run(recorder.video_id, Blank())
    now = reading_of(recorder.video_id)
    assert now is not None and now.is_over
    frames.run(recorder.finish(), quiet)
    after = frames_of(recorder.video_id)
    assert {frame.id for frame in before} <= {frame.id for frame in after}
    assert after[-1].end == row(recorder.video_id).duration


def test_what_other_code_has_kept_is_not_gone_on_with(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = in_part(person, SHORT, 40_000, Blank())
    before = {frame.id for frame in frames_of(recorder.video_id)}
    monkeypatch.setattr(saved, "version", lambda: b"of another day..")
    recorder.send(SHORT[40_000:])
    frames.run(recorder.finish(), quiet)
    after = frames_of(recorder.video_id)
    assert before.isdisjoint(frame.id for frame in after) and after[0].timestamp == 0.0
    assert reading_of(recorder.video_id) is None
    # Its pictures go like those of any run that was replaced.
    garbage_is_due()
    listed = get_store().list_keys(keys.all_of_kind(recorder.video_id, "frames"))
    assert {frame.frame_key for frame in after} <= set(listed)


def test_of_a_recording_that_is_thrown_away_nothing_stays(person: Person) -> None:
    recorder = in_part(person, SHORT, 40_000, Blank())
    assert frames_of(recorder.video_id)
    connections.abort(recorder.video_id, recorder.caller)
    finishing.discard(upload_of(recorder.video_id).id)
    assert frames_of(recorder.video_id) == [] and reading_of(recorder.video_id) is None
    assert get_store().list_keys(keys.video_prefix(recorder.video_id)) == []


def test_a_turn_that_is_under_way_then_leaves_nothing_either(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder(person)
    recorder.send(FILM[: len(FILM) // 2])
    save = along_row.save

    def thrown_away_first(*args: Any) -> bool:
        connections.abort(recorder.video_id, recorder.caller)
        finishing.discard(upload_of(recorder.video_id).id)
        return save(*args)

    monkeypatch.setattr(along_row, "save", thrown_away_first)
    along.run(recorder.video_id, Blank())
    assert frames_of(recorder.video_id) == []
    assert get_store().list_keys(keys.video_prefix(recorder.video_id)) == []


def test_a_turn_that_comes_too_late_changes_nothing(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The recording ended while a turn was under way, and the stage did not wait for it."""
    recorder = in_part(person, SHORT, 40_000, Blank())
    recorder.send(SHORT[40_000:])
    save, ends = along_row.save, iter([True])

    def too_late(*args: Any) -> bool:
        if next(ends, False):
            frames.run(recorder.finish(), quiet)
        return save(*args)

    monkeypatch.setattr(along_row, "save", too_late)
    along.run(recorder.video_id, Blank())
    after = frames_of(recorder.video_id)
    assert after[-1].end == row(recorder.video_id).duration
    assert {frame.frame_key for frame in after} <= set(
        get_store().list_keys(keys.all_of_kind(recorder.video_id, "frames"))
    )


def test_two_at_once_read_a_recording_once(person: Person) -> None:
    recorder = Recorder(person)
    recorder.send(FILM[:60_000])
    held = along_row.take(recorder.video_id)
    assert held is not None and along_row.take(recorder.video_id) is None
    along.run(recorder.video_id, Blank())
    assert frames_of(recorder.video_id) == []
    along_row.let_go(held)
    along.run(recorder.video_id, Blank())
    assert frames_of(recorder.video_id)


def test_whoever_waits_comes_first(person: Person) -> None:
    recorder, engine = Recorder(person), Blank()
    recorder.send(FILM[:60_000])
    along.run(recorder.video_id, engine, somebody_waits=lambda: True)
    assert frames_of(recorder.video_id) == [] and engine.readings == 0
    # It is asked for again when more was copied.
    recorder.send(FILM[60_000:61_000])
    assert len(queued("ocr")) == 2


def test_a_sound_is_not_read_along(person: Person) -> None:
    recorder = Recorder(person)
    recorder.send((GUIDE.parents[1] / "webm" / "chromium-opus.webm").read_bytes())
    along.run(recorder.video_id, Blank())
    now = reading_of(recorder.video_id)
    assert now is not None and now.is_over and frames_of(recorder.video_id) == []


def test_what_was_kept_for_too_long_is_not_relied_on(person: Person) -> None:
    """Its pictures may be gone: the list says when they may go."""
    recorder = in_part(person, SHORT, 40_000, Blank())
    before = {frame.id for frame in frames_of(recorder.video_id)}
    recorder.send(SHORT[40_000:])
    video_id = recorder.finish()
    garbage_is_due()
    frames.run(video_id, quiet)
    assert before.isdisjoint(frame.id for frame in frames_of(video_id))
