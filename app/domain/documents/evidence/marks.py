"""What was told while recording: steps a person marked, and what a browser extension says was clicked. Bounds of it."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.words import Box

# A person marks some dozens of steps; an extension tells each click of an hour. More than this is neither.
MOST_MARKS = 2000
MOST_AT_ONCE = 100
# Longer than any button's name; the rest of a whole card that can be clicked is prose.
LONGEST_NAME = 120
# Seconds behind a video's end: the clocks of a browser and of its recorder differ by less.
SLACK = 2.0
# Seconds after a recording's end in which what was told before it may still arrive; later, the guide is edited.
GRACE = 60.0


class MarkKind(StrEnum):
    """What was told: that a step is here (a person), or what was done to an element (an extension, or a program)."""

    MARK = "mark"
    CLICK = "click"
    TYPE = "type"
    CHOOSE = "choose"
    TOGGLE = "toggle"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something told about the moment `at` (seconds of the recording).

    `role` is the element's by WAI-ARIA, `name` what assistive technology calls it, `within` the list an option is from,
    `is_on` whether a switch was on after it, `box` where the element was, as shares of the frame. `note` is a person's.
    """

    at: float
    kind: MarkKind = MarkKind.MARK
    role: str = ""
    name: str = ""
    within: str = ""
    is_on: bool | None = None
    box: Box | None = None
    note: str = ""


_BY_KIND = {MarkKind.TYPE: Kind.TYPE, MarkKind.CHOOSE: Kind.CHOOSE, MarkKind.TOGGLE: Kind.TOGGLE}
_BY_ROLE = {
    "button": Kind.CLICK,
    "checkbox": Kind.TOGGLE,
    "switch": Kind.TOGGLE,
    "menuitemcheckbox": Kind.TOGGLE,
    "radio": Kind.CHOOSE,
    "menuitemradio": Kind.CHOOSE,
    "menuitem": Kind.CHOOSE,
    "option": Kind.CHOOSE,
    "tab": Kind.NAVIGATE,
    "link": Kind.NAVIGATE,
    "textbox": Kind.TYPE,
    "searchbox": Kind.TYPE,
    "spinbutton": Kind.TYPE,
}


def kind_of(mark: Mark) -> Kind:
    """What was done, by what was told."""
    return _BY_KIND.get(mark.kind) or _BY_ROLE.get(mark.role, Kind.CLICK)
