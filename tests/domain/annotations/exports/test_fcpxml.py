"""The clip with its markers, as an XML parser and a suite read it.

The DTD here says of the elements that are written what Apple's of version 1.9 says of them.
"""

from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
from lxml import etree

from app.domain.annotations.exports import fcpxml
from tests.domain.annotations.exports.saying import about, said

DTD = """
<!ELEMENT fcpxml (import-options?, resources?, (library | event*))>
<!ATTLIST fcpxml version CDATA #FIXED "1.9">
<!ELEMENT import-options EMPTY>
<!ELEMENT resources (asset | format)*>
<!ELEMENT format EMPTY>
<!ATTLIST format id ID #REQUIRED name CDATA #IMPLIED frameDuration CDATA #IMPLIED fieldOrder CDATA #IMPLIED
                 width CDATA #IMPLIED height CDATA #IMPLIED>
<!ELEMENT asset (media-rep+)>
<!ATTLIST asset id ID #REQUIRED name CDATA #IMPLIED start CDATA #IMPLIED duration CDATA #IMPLIED
                hasVideo CDATA #IMPLIED format IDREF #IMPLIED hasAudio CDATA #IMPLIED>
<!ELEMENT media-rep EMPTY>
<!ATTLIST media-rep kind (original-media | proxy-media) "original-media" src CDATA #REQUIRED>
<!ELEMENT library (event*)>
<!ELEMENT event (project | asset-clip)*>
<!ATTLIST event name CDATA #IMPLIED>
<!ELEMENT project (sequence)>
<!ATTLIST project name CDATA #IMPLIED>
<!ELEMENT sequence (spine)>
<!ATTLIST sequence format IDREF #REQUIRED duration CDATA #IMPLIED tcStart CDATA #IMPLIED
                   tcFormat (DF | NDF) #IMPLIED>
<!ELEMENT spine (asset-clip)*>
<!ELEMENT asset-clip (marker*)>
<!ATTLIST asset-clip ref IDREF #REQUIRED name CDATA #IMPLIED start CDATA #IMPLIED duration CDATA #IMPLIED
                     offset CDATA #IMPLIED format IDREF #IMPLIED tcFormat (DF | NDF) #IMPLIED>
<!ELEMENT marker EMPTY>
<!ATTLIST marker start CDATA #REQUIRED duration CDATA #IMPLIED value CDATA #REQUIRED completed CDATA #IMPLIED
                 note CDATA #IMPLIED>
"""


def read(about: Any, *items: Any) -> Any:
    text = "".join(fcpxml.lines(about, items))
    root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
    dtd = etree.DTD(StringIO(DTD))
    assert dtd.validate(root), dtd.error_log
    return root


def seconds(time: str) -> Fraction:
    return Fraction(time.removesuffix("s"))


def test_markers_lie_on_whole_frames() -> None:
    root = read(about(29.97), said(1, 60.06 - 30, "Look", end=31.0), said(2, 0))
    assert root.find(".//format").attrib == {
        "id": "r1",
        "frameDuration": "1001/30000s",
        "width": "1280",
        "height": "720",
    }
    clip = root.find(".//asset-clip")
    assert clip.get("tcFormat") == "DF"
    first, second = root.iter("marker")
    assert (seconds(first.get("start")), second.get("start")) == (Fraction(900 * 1001, 30_000), "0s")
    assert seconds(first.get("duration")) == Fraction(29 * 1001, 30_000)
    assert (first.get("value"), first.get("note")) == ("Ada: Look", "Ada: Look")


@pytest.mark.parametrize(("fps", "time"), [(25, "387/25s"), (13.7, "465/30s"), (None, "465/30s"), (24, "372/24s")])
def test_times_are_of_the_rate_that_is_counted_by(fps: float | None, time: str) -> None:
    """Of frames that come as they like, at 30 a second."""
    assert read(about(fps), said(1, 15.5)).find(".//marker").get("start") == time


def test_threads_are_one_marker_and_what_is_resolved_is_done() -> None:
    root = read(about(), said(1, 5, "Look\n<b>here</b>"), said(2, 5, "Yes", author='"Bob" & Co', parent_id=1))
    marker = root.find(".//marker")
    assert marker.get("note") == 'Ada: Look\n<b>here</b>\n"Bob" & Co: Yes'
    assert (marker.get("value"), marker.get("completed")) == ("Ada: Look <b>here</b>", None)
    assert read(about(), said(1, 5, is_resolved=True)).find(".//marker").get("completed") == "1"


def test_what_xml_cannot_hold_is_left_out() -> None:
    hostile = 'a\x07\x0b\u202e\ufffe"><script>alert(1)</script>]]>&x;' + "x" * 300
    root = read(about(title=hostile), said(1, 5, hostile, author=hostile))
    assert len(list(root.iter("marker"))) == 1 and not list(root.iter("script"))


def test_a_marker_lies_within_its_clip() -> None:
    """A position may be a little past the end, where players round."""
    root = read(about(25, duration=10.0), said(1, 10.4, end=10.5))
    marker = root.find(".//marker")
    assert seconds(marker.get("start")) + seconds(marker.get("duration")) <= 10
    assert read(about(25, duration=None), said(1, 4)).find(".//marker").get("start") == "0s"
