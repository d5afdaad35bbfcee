"""What each edit does, and what it refuses."""

from uuid import UUID

import pytest

from app.domain.documents.editing import operations as ops
from app.domain.documents.editing.guide import Guide, Part
from app.domain.documents.editing.operations import LONGEST_TEXT, Operation, Reason, Refused, applied
from app.domain.documents.words import Box
from tests.domain.documents.editing.guides import guide, sid, step_of, titles

NEW = UUID(int=7)
GUIDE = guide("Security", "Members", "Save")


def after(*operations: Operation, start: Guide = GUIDE) -> Guide:
    return applied(start, operations)


def test_a_title_and_a_text_are_somebodys_from_then_on() -> None:
    step = step_of(after(ops.SetTitle(sid(0), "Open it"), ops.SetText(sid(0), "**Now**")), sid(0))
    assert (step.title, step.text, step.edited) == ("Open it", "**Now**", {Part.TITLE, Part.TEXT})
    assert step.is_markdown and not step_of(GUIDE, sid(0)).is_markdown


def test_a_step_is_moved_behind_another_or_to_the_front() -> None:
    assert titles(after(ops.Move(sid(0), sid(2)))) == ["Click Members", "Click Save", "Click Security"]
    assert titles(after(ops.Move(sid(2), None))) == ["Click Save", "Click Security", "Click Members"]


def test_merged_steps_have_the_words_and_the_sources_of_both() -> None:
    whole = after(ops.SetTitle(sid(1), "Go to *Members*"), ops.Merge(sid(0), sid(1)))
    step = step_of(whole, sid(0))
    assert whole.ids == (sid(0), sid(2))
    assert step.title == "Click Security"
    assert step.text == "Security\nnew\n\nGo to \\*Members\\*\n\nMembers\nnew"
    assert [source.id for source in step.sources] == [sid(0), sid(1)]


def test_what_was_merged_comes_apart_with_what_it_stood_for() -> None:
    parts = after(ops.Merge(sid(0), sid(1)), ops.Split(sid(0), NEW, 10.0, "Members", "First", "Second"))
    first, second = parts.steps[:2]
    assert ([s.id for s in first.sources], [s.id for s in second.sources]) == ([sid(0)], [sid(1)])
    assert (first.text, second.title, second.text) == ("First", "Members", "Second")
    assert second.picture == step_of(GUIDE, sid(1)).picture


def test_a_split_step_shows_the_moment_at_which_its_second_half_begins() -> None:
    first, second = after(ops.Split(sid(0), NEW, 4.5, "Then", "Security\nnew", "")).steps[:2]
    assert Part.TEXT not in first.edited
    assert (second.id, second.timestamp, second.moment, second.sources) == (NEW, 4.5, 4.5, ())


def test_a_step_that_is_added_stands_where_its_time_is_or_where_it_was_put() -> None:
    assert titles(after(ops.Add(NEW, 12.0, "Mine")))[2] == "Mine"
    assert titles(after(ops.Add(NEW, 0.0, "Mine", after=sid(2))))[3] == "Mine"
    assert titles(after(ops.Add(NEW, 3.0, "Mine"), start=Guide(()))) == ["Mine"]


def test_a_hidden_step_is_there_and_not_shown() -> None:
    hidden = after(ops.Hide(sid(1), True))
    assert [step.id for step in hidden.shown] == [sid(0), sid(2)] and len(hidden.steps) == 3
    assert after(ops.Hide(sid(1), False), start=hidden) == GUIDE


def test_another_picture_has_no_pointer_and_blurs_hold_on_to_theirs() -> None:
    step = step_of(after(ops.SetPicture(sid(0), 3.5)), sid(0))
    assert (step.moment, step.pointer, step.edited) == (3.5, None, {Part.PICTURE})
    box = Box(0.1, 0.1, 0.2, 0.2)
    blurred = step_of(after(ops.SetBlurs(sid(0), (box,))), sid(0))
    assert (blurred.blurs, blurred.edited) == ((box,), {Part.PICTURE})


def test_each_part_can_be_given_back_to_the_reading() -> None:
    changes = [
        ops.SetTitle(sid(0), "Mine"),
        ops.SetText(sid(0), "Mine"),
        ops.SetTarget(sid(0), None),
        ops.SetPicture(sid(0), 1.0),
        ops.SetBlurs(sid(0), (Box(0, 0, 1, 1),)),
    ]
    assert after(*changes, *(ops.Follow(sid(0), part) for part in Part)) == GUIDE


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        (ops.SetTitle(NEW, "x"), Reason.NO_SUCH_STEP),
        (ops.Move(sid(0), NEW), Reason.NO_SUCH_STEP),
        (ops.Move(sid(0), sid(0)), Reason.ITSELF),
        (ops.Merge(sid(0), sid(0)), Reason.ITSELF),
        (ops.Add(sid(0), 1.0, "x"), Reason.TAKEN),
        (ops.Split(sid(0), sid(1), 1.0, "x", "", ""), Reason.TAKEN),
        (ops.Remove(sid(0)), Reason.NOT_ADDED),
        (ops.SetText(sid(0), "x" * (LONGEST_TEXT + 1)), Reason.TOO_LONG),
    ],
    ids=str,
)
def test_what_cannot_be_done_says_why(operation: Operation, reason: Reason) -> None:
    with pytest.raises(Refused) as caught:
        after(operation)
    assert caught.value.reason is reason


def test_what_somebody_added_follows_nothing_and_can_be_removed() -> None:
    added = after(ops.Add(NEW, 12.0, "Mine"))
    with pytest.raises(Refused):
        after(ops.Follow(NEW, Part.TITLE), start=added)
    assert after(ops.Remove(NEW), start=added) == GUIDE


def test_there_is_an_end_to_how_many_steps_a_guide_has() -> None:
    many = [ops.Add(UUID(int=10_000 + number), 1.0, "x") for number in range(498)]
    with pytest.raises(Refused) as caught:
        after(*many)
    assert caught.value.reason is Reason.TOO_MANY


def test_each_operation_says_which_step_it_is_about() -> None:
    assert ops.concerned(ops.Merge(sid(1), sid(2))) == sid(1)
    assert ops.concerned(ops.Add(NEW, 1.0, "x")) == NEW
    assert ops.concerned(ops.Hide(sid(2), True)) == sid(2)
