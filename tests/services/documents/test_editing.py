"""People edit a guide: versions, undoing, going back, two at once, and a reading that runs again."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update

from app.db.models import DocumentStep, EditedGuide, GuideEdit, GuidePicture, SearchLine, Video
from app.db.unit_of_work import transaction
from app.domain.documents.editing import operations as ops
from app.domain.documents.editing.guide import Part
from app.domain.documents.editing.history import KEPT_VERSIONS, EditKind
from app.domain.documents.words import Box
from app.errors import VideoFlowError
from app.services.documents import editing, editions, reading
from app.services.documents.editing import Editable
from app.services.search import filling
from app.services.sharing import people
from app.services.videos import library
from tests.conftest import Person
from tests.support.guides import written
from tests.support.recordings import queued


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, "Onboarding", "video/webm")


def titles(guide: Editable) -> list[str]:
    return [each.step.title for each in guide.steps]


def read_titles(video: UUID, person: Person) -> list[str]:
    """What readers see."""
    return [each.step.title for each in reading.document(video, person.caller).steps]


def refused(code: str, status: int, call: Callable[[], object]) -> VideoFlowError:
    with pytest.raises(VideoFlowError) as caught:
        call()
    assert (caught.value.code, caught.value.http_status) == (code, status)
    return caught.value


def test_what_somebody_changes_is_what_everybody_reads_and_the_readings_steps_stay(person: Person, video: UUID) -> None:
    first, second, third = written(video)
    changes = [ops.SetTitle(first, "Open it"), ops.Hide(second, True), ops.Move(third, None)]
    after = editing.edit(video, person.caller, 0, changes)
    assert (after.version, titles(after)) == (1, ["Click Save", "Open it", "Click Members"])
    assert read_titles(video, person) == ["Click Save", "Open it"]
    assert library.view(video, person.caller).steps == 2
    with transaction() as work:
        assert [row.title for row in work.scalars(select(DocumentStep).order_by(DocumentStep.index))] == [
            "Click Security",
            "Click Members",
            "Click Save",
        ]


def test_of_two_who_change_the_same_version_one_is_told_who_was_quicker(
    person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    first, *_ = written(video)
    other = make_person()
    people.name(video, person.caller, other.email, "edit")
    with transaction() as work:
        work.execute(update(Video).values(visibility="people"))
    editing.edit(video, other.caller, 0, [ops.SetTitle(first, "Theirs")])
    error = refused("guide_changed", 409, lambda: editing.edit(video, person.caller, 0, [ops.SetTitle(first, "Mine")]))
    assert error.details is not None
    assert error.details["version"] == 1 and error.details["changes"] == [
        {"op": "set_title", "title": "Click Security"}
    ]
    assert error.details["by"][0] in error.message
    assert read_titles(video, person)[0] == "Theirs"


def test_who_may_only_look_changes_nothing(person: Person, video: UUID, make_person: Callable[[], Person]) -> None:
    """Invariant 6."""
    first, *_ = written(video)
    viewer = make_person()
    refused("not_found", 404, lambda: editing.look(video, viewer.caller))
    with transaction() as work:
        work.execute(update(Video).values(visibility="workspace"))
    for call in (
        lambda: editing.look(video, viewer.caller),
        lambda: editing.edit(video, viewer.caller, 0, [ops.Hide(first, True)]),
        lambda: editing.history(video, viewer.caller),
        lambda: editing.revert(video, viewer.caller, 0, 0),
        lambda: editing.undo(video, viewer.caller, 0, 1),
        lambda: editing.strip(video, viewer.caller),
    ):
        refused("not_allowed", 403, call)
    assert read_titles(video, viewer) == ["Click Security", "Click Members", "Click Save"]


def test_what_cannot_be_done_is_not_done_at_all(person: Person, video: UUID) -> None:
    first, *_ = written(video)
    changes = [ops.SetTitle(first, "Half done"), ops.SetTitle(uuid4(), "Nowhere")]
    refused("no_such_step", 409, lambda: editing.edit(video, person.caller, 0, changes))
    with transaction() as work:
        work.execute(update(Video).values(duration=30.0))
    refused("outside_video", 400, lambda: editing.edit(video, person.caller, 0, [ops.Add(uuid4(), 31.0, "x")]))
    assert editing.look(video, person.caller).version == 0


def test_an_edit_is_undone_and_redone_beside_what_others_did(person: Person, video: UUID) -> None:
    first, second, _ = written(video)
    editing.edit(video, person.caller, 0, [ops.SetTitle(first, "Mine")])
    editing.edit(video, person.caller, 1, [ops.SetTitle(second, "Theirs")])
    assert titles(editing.undo(video, person.caller, 2, 1))[:2] == ["Click Security", "Theirs"]
    assert titles(editing.undo(video, person.caller, 3, 3))[:2] == ["Mine", "Theirs"]
    editing.edit(video, person.caller, 4, [ops.SetTitle(second, "Theirs, again")])
    refused("changed_since", 409, lambda: editing.undo(video, person.caller, 5, 2))
    refused("version_forgotten", 404, lambda: editing.undo(video, person.caller, 5, 9))


def test_any_version_can_be_gone_back_to_and_the_history_says_who_did_what(person: Person, video: UUID) -> None:
    first, second, _ = written(video)
    editing.edit(video, person.caller, 0, [ops.SetTitle(first, "One")])
    editing.edit(video, person.caller, 1, [ops.Merge(first, second)])
    editing.edit(video, person.caller, 2, [ops.Hide(first, True)])
    back = editing.revert(video, person.caller, 3, 1)
    assert (back.version, titles(back)) == (4, ["One", "Click Members", "Click Save"])
    assert titles(editing.revert(video, person.caller, 4, 0))[0] == "Click Security"
    entries = editing.history(video, person.caller)
    assert [(entry.version, entry.kind) for entry in entries[:3]] == [
        (5, EditKind.REVERT),
        (4, EditKind.REVERT),
        (3, EditKind.EDIT),
    ]
    assert {entry.author_id for entry in entries} == {person.id}
    assert entries[2].changes == [{"op": "hide", "title": "One"}]
    refused("version_forgotten", 404, lambda: editing.revert(video, person.caller, 5, 6))


def test_the_history_has_an_end(person: Person, video: UUID) -> None:
    first, *_ = written(video)
    editing.edit(video, person.caller, 0, [ops.SetTitle(first, "One")])
    with transaction() as work:
        work.execute(update(EditedGuide).values(version=KEPT_VERSIONS + 5))
        work.execute(update(GuideEdit).values(version=KEPT_VERSIONS + 5 - KEPT_VERSIONS))
    editing.edit(video, person.caller, KEPT_VERSIONS + 5, [ops.SetTitle(first, "Two")])
    with transaction() as work:
        assert work.scalar(select(func.count()).select_from(GuideEdit)) == 1
    refused("version_forgotten", 404, lambda: editing.revert(video, person.caller, KEPT_VERSIONS + 6, 3))


def test_edits_outlive_another_reading_and_what_it_says_otherwise_is_shown(person: Person, video: UUID) -> None:
    first, second, third = written(video)
    changes = [ops.SetTitle(first, "Open it"), ops.Hide(second, True), ops.SetText(third, "Only I know this")]
    editing.edit(video, person.caller, 0, changes)
    written(video, "Security!", "Members", "Invite", run="two")
    after = editing.look(video, person.caller)
    assert titles(after) == ["Open it", "Click Members", "Click Invite"]
    assert [each.step.hidden for each in after.steps] == [False, True, False]
    assert after.steps[0].step.conflicts == {Part.TITLE}
    assert after.steps[2].step.text == "Only I know this"
    assert after.steps[0].image_key is not None and "/two/" in after.steps[0].image_key
    assert editing.history(video, person.caller)[0].kind is EditKind.READING
    back = editing.revert(video, person.caller, 2, 1)
    assert titles(back)[0] == "Open it" and back.steps[0].image_key == after.steps[0].image_key


def test_a_step_that_is_gone_keeps_its_words_and_is_given_a_picture_of_its_own(person: Person, video: UUID) -> None:
    *_, third = written(video)
    editing.edit(video, person.caller, 0, [ops.SetText(third, "Only I know this")])
    written(video, "Security", "Members", run="two")
    last = editing.look(video, person.caller).steps[-1]
    assert (last.step.is_gone, last.step.text, last.is_making) == (True, "Only I know this", True)
    assert ("media.retouch_guide", [str(video)]) in queued("media")
    kept = editing.edit(video, person.caller, 2, [ops.Keep(third)])
    assert not kept.steps[-1].step.is_gone


def test_pictures_are_wanted_once_and_only_as_long_as_they_are_shown(person: Person, video: UUID) -> None:
    first, *_ = written(video)
    box = Box(0.1, 0.1, 0.2, 0.2)
    blurred = editing.edit(video, person.caller, 0, [ops.SetBlurs(first, (box,))])
    assert (blurred.steps[0].image_key, blurred.steps[0].is_making) == (None, True)
    assert reading.document(video, person.caller).steps[0].image_key is None
    editing.edit(video, person.caller, 1, [ops.SetTitle(first, "Mine")])
    with transaction() as work:
        assert work.scalar(select(func.count()).select_from(GuidePicture)) == 1
    editing.edit(video, person.caller, 2, [ops.Follow(first, Part.PICTURE)])
    with transaction() as work:
        assert work.scalar(select(func.count()).select_from(GuidePicture)) == 0


def lines(video: UUID) -> set[str]:
    query = select(SearchLine.text).where(SearchLine.video_id == video, SearchLine.source == "guide")
    with transaction() as work:
        return set(work.scalars(query))


def test_edited_words_are_found_and_hidden_ones_no_more_from_that_moment(person: Person, video: UUID) -> None:
    first, second, _ = written(video)
    filling.fill(video)
    assert "Click Members" in lines(video)
    editing.edit(video, person.caller, 0, [ops.SetTitle(first, "Open the vault"), ops.Hide(second, True)])
    assert lines(video) == set()
    assert ("search.fill", [str(video)]) in queued("default")
    filling.fill(video)
    assert {"Open the vault", "Click Save"} <= lines(video) and "Click Members" not in lines(video)


def test_a_video_that_nobody_named_follows_the_edited_titles(person: Person) -> None:
    video = library.start(person.id, None, "video/webm")
    first, *_ = written(video)
    with transaction() as work:
        work.execute(update(DocumentStep).where(DocumentStep.id == first).values(kind="navigate"))
    editing.edit(video, person.caller, 0, [ops.SetTitle(first, "Set up single sign-on")])
    assert library.view(video, person.caller).video.title == "Set up single sign-on"
    library.rename(video, person.caller, "Ours")
    editing.edit(video, person.caller, 1, [ops.SetTitle(first, "Something else")])
    assert library.view(video, person.caller).video.title == "Ours"


def test_a_guide_that_nobody_edited_is_no_version(person: Person, video: UUID) -> None:
    written(video)
    written(video, "Security", run="two")
    with transaction() as work:
        assert work.get(EditedGuide, video) is None
        assert editions.current(work, video).version == 0
    assert editing.look(video, person.caller).version == 0
