"""When a picture has to be made."""

from dataclasses import replace

from app.domain.documents.editing import operations as ops
from app.domain.documents.editing.operations import applied
from app.domain.documents.editing.pictures import Wish, wish
from app.domain.documents.editing.rerun import rerun
from app.domain.documents.words import Box
from tests.domain.documents.editing.guides import guide, machine, sid, step_of

GUIDE = guide("Security", "Members")
BOX = Box(0.1, 0.1, 0.2, 0.2)


def test_the_readings_picture_will_do_until_somebody_wants_another() -> None:
    assert wish(GUIDE.steps[0]) is None
    assert wish(replace(GUIDE.steps[0], picture=None)) is None
    chosen = step_of(applied(GUIDE, [ops.SetPicture(sid(0), 2.5)]), sid(0))
    assert wish(chosen) == Wish(None, 2.5, ())
    blurred = step_of(applied(GUIDE, [ops.SetBlurs(sid(0), (BOX,))]), sid(0))
    assert wish(blurred) == Wish(GUIDE.steps[0].picture, None, (BOX,))


def test_what_stays_beyond_its_reading_needs_a_picture_of_its_own() -> None:
    edited = applied(GUIDE, [ops.SetTitle(sid(0), "Mine"), ops.SetBlurs(sid(1), (BOX,))])
    after = rerun(edited, [machine(1, "Members", run=2)])
    assert wish(step_of(after, sid(0))) == Wish(GUIDE.steps[0].picture, None, ())
    # A region that hides a secret goes with the picture that it was drawn on.
    assert wish(step_of(after, sid(1))) == Wish(GUIDE.steps[1].picture, None, (BOX,))


def test_the_same_wish_is_known_again_and_another_is_not() -> None:
    assert Wish("a", None, (BOX,)).digest == Wish("a", None, (BOX,)).digest
    assert len({Wish("a", None, ()).digest, Wish("a", None, (BOX,)).digest, Wish(None, 1.0, ()).digest}) == 3
