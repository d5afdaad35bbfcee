"""Theirs, the old reading, the new reading: what comes of it."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.editing import operations as ops
from app.domain.documents.editing.guide import Guide, Part, as_written
from app.domain.documents.editing.operations import applied
from app.domain.documents.editing.rerun import rerun
from app.domain.documents.words import Box
from tests.domain.documents.editing.guides import edits, guide, machine, read_again, readings, sid, step_of, titles

GUIDE = guide("Security", "Members", "Save")
SAME = [machine(number, label, run=2) for number, label in enumerate(("Security", "Members", "Save"))]
NEW = UUID(int=7)


def words_of(found: Guide) -> set[str]:
    """Words that only a person wrote: those with a number."""
    parts = (word for step in found.steps for word in f"{step.title} {step.text}".split())
    return {word for word in parts if word[-1].isdigit()}


@given(st.data())
def test_no_word_that_somebody_wrote_is_ever_lost(data: st.DataObject) -> None:
    reading = data.draw(readings())
    edited = applied(as_written(reading), data.draw(edits(as_written(reading))))
    again = rerun(edited, data.draw(read_again(reading)))
    assert words_of(edited) <= words_of(again)
    for step in edited.steps:
        if not step.is_touched:
            continue
        after = step_of(again, step.id)
        assert (after.hidden, after.blurs, after.edited, after.moment) == (
            step.hidden,
            step.blurs,
            step.edited,
            step.moment,
        )
        for part in step.edited:
            assert getattr(after, part) == getattr(step, part)


@given(st.data())
def test_the_order_that_people_gave_is_kept(data: st.DataObject) -> None:
    reading = data.draw(readings())
    edited = applied(as_written(reading), data.draw(edits(as_written(reading))))
    again = rerun(edited, data.draw(read_again(reading)))
    both = set(edited.ids) & set(again.ids)
    assert [key for key in again.ids if key in both] == [key for key in edited.ids if key in both]
    assert len(set(again.ids)) == len(again.ids)


@given(st.data())
def test_a_guide_that_nobody_edited_is_what_the_reading_says(data: st.DataObject) -> None:
    reading = data.draw(readings())
    new = data.draw(read_again(reading))
    again = rerun(as_written(reading), new)
    assert [step.sources for step in again.steps] == [(each,) for each in new]
    assert [(step.title, step.text, step.timestamp) for step in again.steps] == [
        (each.title, each.text, each.timestamp) for each in new
    ]


@given(st.data())
def test_every_step_of_the_reading_is_in_one_step(data: st.DataObject) -> None:
    reading = data.draw(readings())
    edited = applied(as_written(reading), data.draw(edits(as_written(reading))))
    new = data.draw(read_again(reading))
    held = [source.id for step in rerun(edited, new).steps if not step.is_gone for source in step.sources]
    assert sorted(held) == sorted(each.id for each in new)


@given(st.data())
def test_the_same_reading_again_changes_nothing_that_can_be_seen(data: st.DataObject) -> None:
    reading = data.draw(readings())
    edited = applied(as_written(reading), data.draw(edits(as_written(reading))))
    again = rerun(edited, [machine(n, each.label or "", each.timestamp, 2) for n, each in enumerate(reading)])
    found = {step.id: (step.title, step.text, step.hidden) for step in edited.steps if not step.is_gone}
    seen = {step.id: (step.title, step.text, step.hidden) for step in again.steps}
    # What a person has removed of what the reading found comes again; nothing else does.
    assert all(seen[key] == value for key, value in found.items())


def test_a_part_that_was_edited_stays_and_the_others_follow() -> None:
    edited = applied(GUIDE, [ops.SetTitle(sid(1), "Go to members")])
    step = step_of(rerun(edited, SAME), sid(1))
    assert (step.title, step.picture, step.conflicts) == ("Go to members", SAME[1].picture, frozenset())


def test_where_the_reading_changed_its_mind_about_an_edited_part_that_is_a_conflict() -> None:
    new = [SAME[0], machine(1, "Memberz", run=2), SAME[2]]
    edited = applied(GUIDE, [ops.SetTitle(sid(1), "Go to members")])
    step = step_of(rerun(edited, new), sid(1))
    assert (step.title, step.conflicts) == ("Go to members", {Part.TITLE})
    assert step.text == "Memberz\nnew"
    third = rerun(rerun(edited, new), [SAME[0], machine(1, "Memberz", run=3), SAME[2]])
    assert step_of(third, sid(1)).conflicts == {Part.TITLE}
    kept = applied(third, [ops.Keep(sid(1), Part.TITLE)])
    assert step_of(kept, sid(1)).conflicts == frozenset()
    taken = applied(third, [ops.Follow(sid(1), Part.TITLE)])
    assert step_of(taken, sid(1)).title == "Click Memberz"


def test_a_box_that_moved_a_little_is_none() -> None:
    edited = applied(GUIDE, [ops.SetTarget(sid(1), Box(0.6, 0.6, 0.1, 0.1))])
    near, far = (machine(1, "Members", run=2, target=Box(left, 0.2, 0.1, 0.05)) for left in (0.11, 0.4))
    assert step_of(rerun(edited, [SAME[0], near, SAME[2]]), sid(1)).conflicts == frozenset()
    assert step_of(rerun(edited, [SAME[0], far, SAME[2]]), sid(1)).conflicts == {Part.TARGET}


def test_a_hidden_step_stays_hidden_also_where_it_was_gone_for_a_while() -> None:
    edited = applied(GUIDE, [ops.Hide(sid(1), True)])
    without = rerun(edited, [SAME[0], SAME[2]])
    assert step_of(without, sid(1)).is_gone
    third = [machine(number, label, run=3) for number, label in enumerate(("Security", "Members", "Save"))]
    again = rerun(without, third)
    assert [step.id for step in again.shown] == [sid(0), sid(2)] and not step_of(again, sid(1)).is_gone


def test_what_is_gone_goes_unless_somebody_edited_it() -> None:
    assert titles(rerun(GUIDE, [SAME[0], SAME[2]])) == ["Click Security", "Click Save"]
    edited = applied(GUIDE, [ops.SetText(sid(1), "Only I know this")])
    after = rerun(edited, [SAME[0], SAME[2]])
    assert after.ids == GUIDE.ids and step_of(after, sid(1)).is_gone
    kept = applied(after, [ops.Keep(sid(1))])
    assert (step_of(kept, sid(1)).is_gone, step_of(kept, sid(1)).sources) == (False, ())


def test_merged_steps_do_not_come_back() -> None:
    edited = applied(GUIDE, [ops.Merge(sid(0), sid(1))])
    after = rerun(edited, SAME)
    assert after.ids == (sid(0), sid(2))
    assert [source.id for source in step_of(after, sid(0)).sources] == [SAME[0].id, SAME[1].id]


def test_what_is_new_stands_behind_what_is_before_it() -> None:
    new = [machine(7, "Start", 0.0, 2), *SAME[:2], machine(8, "Audit log", 16.0, 2), SAME[2]]
    guide_ = guide("Security", "Members", "Save")
    moved = applied(guide_, [ops.Move(sid(2), None), ops.Add(NEW, 12.0, "Mine", after=sid(1))])
    found = titles(rerun(moved, [SAME[0], SAME[1], new[3], SAME[2]]))
    assert found == ["Click Save", "Click Security", "Click Members", "Click Audit log", "Mine"]
