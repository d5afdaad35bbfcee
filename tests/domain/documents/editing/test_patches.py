"""Whatever an edit did can be undone, also where others have gone on."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.editing import operations as ops
from app.domain.documents.editing.guide import as_written
from app.domain.documents.editing.operations import applied
from app.domain.documents.editing.patches import meet, patch, patched
from tests.domain.documents.editing.guides import edits, guide, readings, sid, titles

GUIDE = guide("Security", "Members", "Save")


@given(st.data())
def test_applied_and_undone_it_is_as_it_was_and_redone_as_it_became(data: st.DataObject) -> None:
    before = as_written(data.draw(readings()))
    after = applied(before, data.draw(edits(before)))
    assert patched(after, patch(after, before)) == before
    assert patched(before, patch(before, after)) == after
    assert patch(before, before).is_empty


@given(st.data())
def test_all_edits_can_be_undone_one_by_one(data: st.DataObject) -> None:
    before = now = as_written(data.draw(readings()))
    back = []
    for operation in data.draw(edits(before)):
        after = applied(now, [operation])
        back.append(patch(after, now))
        now = after
    for each in reversed(back):
        now = patched(now, each)
    assert now == before


def test_what_others_did_to_other_steps_stays() -> None:
    mine = applied(GUIDE, [ops.SetTitle(sid(0), "Mine")])
    theirs = applied(mine, [ops.SetTitle(sid(2), "Theirs"), ops.Move(sid(2), None)])
    back = patch(mine, GUIDE)
    assert not meet(back, [patch(theirs, mine)])
    assert titles(patched(theirs, back)) == ["Theirs", "Click Security", "Click Members"]


def test_what_others_did_to_the_same_step_or_the_order_is_noticed() -> None:
    back = patch(applied(GUIDE, [ops.SetTitle(sid(0), "Mine")]), GUIDE)
    assert meet(back, [patch(GUIDE, applied(GUIDE, [ops.Hide(sid(0), True)]))])
    moved, other = (applied(GUIDE, [ops.Move(sid(n), None)]) for n in (1, 2))
    assert meet(patch(GUIDE, moved), [patch(GUIDE, other)])


def test_a_step_that_came_meanwhile_stays_behind_the_one_it_is_behind() -> None:
    moved = applied(GUIDE, [ops.Move(sid(2), None)])
    added = applied(moved, [ops.Add(sid(9), 0.0, "New", after=sid(2))])
    assert titles(patched(added, patch(moved, GUIDE))) == ["Click Security", "Click Members", "Click Save", "New"]
