"""What somebody can do on a screen, and one such act as the evidence tells it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.documents.evidence.changes import Pointer
from app.domain.documents.words import Box, Line


class Kind(StrEnum):
    """What was done; a notice is something that came by itself."""

    OPEN = "open"
    NAVIGATE = "navigate"
    CLICK = "click"
    TYPE = "type"
    CHOOSE = "choose"
    TOGGLE = "toggle"
    DIALOG = "dialog"
    SUBMIT = "submit"
    SCROLL = "scroll"
    COMMAND = "command"
    SLIDE = "slide"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Act:
    """Something done from `start` to `end` (seconds).

    `label` is what it was done to, `detail` what more there is to say: the list an option is from, or what was typed.
    `is_on` is set for what was turned on or off. `is_weak` says that nothing tells what was pressed: the label is then
    what came of it. `strength` (0 to 1) is how sure it is. `lines` are new on screen, `popup` those of them that a list
    or a menu offers. `picture` names the picture to show. `is_told`: an element's name was told, and not read.
    `is_marked`: a person said that there is a step here.
    """

    kind: Kind
    start: float
    end: float
    label: str
    picture: str
    detail: str = ""
    is_on: bool | None = None
    is_weak: bool = False
    strength: float = 1.0
    target: Box | None = None
    pointer: Pointer | None = None
    lines: tuple[Line, ...] = ()
    popup: tuple[Line, ...] = ()
    is_told: bool = False
    is_marked: bool = False

    def followed_by(self, later: "Act") -> "Act":
        """The act with what came of it."""
        return replace(self, end=later.end, lines=(*self.lines, *later.lines), popup=later.popup or self.popup)
