"""Changes are stored and come back as they were."""

import json

from app.domain.documents.evidence.changes import Change, Pointer, box_to_json, from_json, to_json
from app.domain.documents.words import Box


def test_a_change_comes_back_as_it_was() -> None:
    pressed = Change(
        before=1.25,
        start=1.5,
        end=2.0,
        boxes=(Box(0.1, 0.2, 0.3, 0.4), Box(0.5, 0.5, 0.01, 0.02)),
        pointer=Pointer(0.15, 0.25, "hand"),
        rested=0.75,
        strokes=3,
        advance=2,
        veil=-1,
        scrolled=0.125,
        tint=0.5,
        picture="videos/1/frames/run/0000001250-before.jpg",
    )
    alone = Change(3.0, 3.25, 3.25, (Box(0, 0, 1, 1),))
    assert from_json(json.loads(json.dumps(to_json([pressed, alone])))) == [pressed, alone]
    assert (pressed.area.left, round(pressed.area.right, 9), pressed.area.top) == (0.1, 0.51, 0.2)


def test_a_box_is_four_shares() -> None:
    assert box_to_json(Box(0.12345, 0, 1 / 3, 1)) == [0.1235, 0, 0.3333, 1]
    assert box_to_json(None) is None
