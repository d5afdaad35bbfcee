"""The list of edits, by the columns and comments that suites read."""

import re

from app.domain.annotations.exports import edl
from tests.domain.annotations.exports.saying import about, said

EVENT = re.compile(r"(\d{3})  AX       V     C        ((?:[\d:;]{11} ?){4})")


def test_an_event_and_its_markers_are_read_as_suites_do() -> None:
    text = "".join(edl.lines(about(29.97), [said(1, 60.06, "Back | straight\nplease", end=62.062)]))
    title, mode, _, event, loc, resolve, _, end = text.split("\r\n")
    assert (title, mode, end) == ("TITLE: Front squat", "FCM: DROP FRAME", "")
    found = EVENT.fullmatch(event)
    assert found and found[1] == "001"
    assert found[2].split() == ["00:01:00;02", "00:01:00;03"] * 2
    assert loc == "* LOC: 00:01:00;02 RED     Ada: Back / straight please"
    assert resolve == " |C:ResolveColorRed |M:Ada: Back / straight please |D:60"


def test_a_thread_is_one_event_with_its_answers() -> None:
    items = [said(1, 15.5), said(2, 15.5, "Yes", author="Bob", parent_id=1), said(3, 20, is_resolved=True)]
    text = "".join(edl.lines(about(25), items))
    assert "FCM: NON-DROP FRAME" in text
    assert len(EVENT.findall(text)) == 2
    assert "* LOC: 00:00:15:12 RED     Ada: Look here / Bob: Yes\r\n" in text
    assert "* LOC: 00:00:20:00 GREEN " in text and "|C:ResolveColorGreen" in text


def test_no_text_makes_an_event_of_its_own() -> None:
    hostile = "x\r\n002  AX       V     C        00:00:00:00 00:00:00:01 00:00:00:00 00:00:00:01\u2028y" + "z" * 5000
    text = "".join(edl.lines(about(title="a\r\nb"), [said(1, 1, hostile)]))
    assert len([line for line in text.split("\r\n") if EVENT.fullmatch(line)]) == 1
    assert max(map(len, text.split("\r\n"))) < 260
    assert "\u2028" not in text
