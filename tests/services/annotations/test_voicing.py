"""Making of a voice what is heard: once, whoever else is at it, and at last not at all."""

from uuid import UUID

import pytest
from sqlalchemy import select, update

from app.db.models import Annotation, Garbage, VoiceOver
from app.db.unit_of_work import transaction
from app.domain.accounts.closed import NOBODY
from app.domain.annotations.voices import MOST_ATTEMPTS
from app.services.annotations import voices, voicing
from app.services.annotations.comments import NOTHING
from app.services.leaving import closing, contents
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.voices import sound


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, "Front squat", "video/webm")


def speak(person: Person, video: UUID, data: bytes | None = None) -> int:
    said = voices.Said(video, 1.0, "Look", NOTHING)
    return voices.take(person.caller, [sound() if data is None else data], lambda: said).id


def row_of(number: int) -> VoiceOver:
    with transaction() as work:
        return work.scalars(select(VoiceOver).where(VoiceOver.annotation_id == number)).one()


def test_twice_it_is_made_once(person: Person, video: UUID) -> None:
    number = speak(person, video)
    voicing.run(number)
    first = row_of(number)
    voicing.run(number)
    second = row_of(number)
    assert (first.state, first.attempts, first.source) == ("ready", 1, None)
    assert (second.prefix, second.attempts) == (first.prefix, 1)


def test_readers_hear_of_it_by_the_layers_next_number(person: Person, video: UUID) -> None:
    number = speak(person, video)
    with transaction() as work:
        before = work.scalar(select(Annotation.version).where(Annotation.id == number)) or 0
    voicing.run(number)
    with transaction() as work:
        assert work.scalar(select(Annotation.version).where(Annotation.id == number)) == before + 1


def test_one_that_is_gone_before_it_is_made_leaves_nothing(
    person: Person, video: UUID, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = speak(person, video)
    plain = voicing._peaks

    def deleted_meanwhile(*arguments: object) -> list[int]:
        with transaction() as work:
            work.delete(work.get_one(Annotation, number))
        return plain(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(voicing, "_peaks", deleted_meanwhile)
    voicing.run(number)
    with transaction() as work:
        listed = list(work.scalars(select(Garbage.prefix)))
    left = store.list_keys(keys.all_of_kind(video, keys.VOICE))
    assert [key for key in left if not any(key.startswith(prefix) for prefix in listed)] == []
    assert all(key.endswith("sent") for key in left)


def test_one_whose_workers_die_fails_at_last(person: Person, video: UUID) -> None:
    number = speak(person, video)
    with transaction() as work:
        work.execute(update(VoiceOver).where(VoiceOver.annotation_id == number).values(attempts=MOST_ATTEMPTS))
    voicing.run(number)
    row = row_of(number)
    assert (row.state, row.error_code) == ("failed", "worker_lost")


def test_one_that_breaks_in_the_middle_fails_or_is_heard_as_far_as_it_goes(person: Person, video: UUID) -> None:
    data = bytearray(sound(5.0))
    data[len(data) // 2 : len(data) // 2 + 4000] = b"\xff" * 4000
    number = speak(person, video, bytes(data))
    voicing.run(number)
    assert row_of(number).state in ("ready", "failed")


def test_what_waits_is_asked_for_again(person: Person, video: UUID) -> None:
    number = speak(person, video)
    assert voicing.ask_for_waiting() == 0
    with transaction() as work:
        old = VoiceOver.touched_at - voicing._WAITED * 2
        work.execute(update(VoiceOver).where(VoiceOver.annotation_id == number).values(touched_at=old))
    assert voicing.ask_for_waiting() == 1


def test_an_account_takes_its_voices_along_and_leaves_none(person: Person, video: UUID) -> None:
    number = speak(person, video)
    voicing.run(number)
    names = {entry.name.rpartition("/")[2]: b"".join(entry.blocks) for entry in contents.entries(person.id)}
    assert names[f"voice-{number}.m4a"][4:8] == b"ftyp"
    key = (row_of(number).segments or {})["whole"]
    closing._give_words_away(person.id)
    with transaction() as work:
        said = work.get_one(Annotation, number)
        assert (said.content, said.guest_name, said.author_id) == ("Look", NOBODY, None)
        assert work.get(VoiceOver, number) is None
        assert work.scalar(select(Garbage.prefix).where(Garbage.prefix == key.rpartition("/")[0] + "/"))
