"""Says of each change of the screen what somebody did, by the evidence for it.

Each kind of act has a rule of its own; they are asked in the order of RULES, the most particular first, and the first
that finds its evidence tells the act. None of them looks back further than the act before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.documents.evidence import commands, labels, slides, switches
from app.domain.documents.evidence.changes import Change, Pointer
from app.domain.documents.evidence.kinds import Act, Kind
from app.domain.documents.evidence.texts import Difference, overlap, same_line
from app.domain.documents.evidence.typing import Typed, typed
from app.domain.documents.textdiff import LineMemory, normalise
from app.domain.documents.titles import heading_of
from app.domain.documents.words import Box, Line, around

# Seconds that a pointer must have rested to have pressed what it was on, by any but the quickest.
_RESTED = 0.15
# How sure it is what came of nothing one can name, and of a hand on it; and how far a hand goes to something else.
_UNSURE, _HAND, _ELSEWHERE = 0.3, 0.5, 0.05
# Share of a screen's text that is unseen where another page came.
_PAGE = 0.3
# A list or a menu: so much of the frame at most (heights squared), so near the pointer (heights).
_POPUP_SIZE, _POPUP_NEAR = 0.35, 0.12
# Labels of what ends a dialog without doing what it asks.
_CLOSING = {"cancel", "close", "abbrechen", "schließen", "annuler", "fermer", "no", "nein", "non"}


@dataclass(frozen=True, slots=True)
class Situation:
    """A change, the text around it, its pictures, and the act before it."""

    change: Change
    text: Difference
    before_picture: str
    after_picture: str
    last: Act | None
    in_form: bool
    """Whether something was filled in since the page or the dialog came."""
    in_field: bool = False
    """Whether it is in a field that was just clicked into."""

    @property
    def pointer(self) -> Pointer | None:
        """The pointer, where it rested long enough to have pressed something."""
        return self.change.pointer if self.change.rested >= _RESTED else None

    def act(self, kind: Kind, label: str, **more: object) -> Act:
        """An act of this change, shown by the picture from before it."""
        told: dict[str, object] = {"picture": self.change.picture or self.before_picture, "lines": self.text.unseen}
        told |= {"pointer": self.change.pointer, **more}
        return Act(kind, self.change.start, self.change.end, label, **told)  # type: ignore[arg-type]


Rule = Callable[[Situation], Act | None]


def interpret(situation: Situation) -> Act | None:
    """What somebody did; None where nothing tells."""
    for rule in RULES:
        act = rule(situation)
        if act is not None:
            return act
    return None


def slide(at: Situation) -> Act | None:
    """A slide, or more of one."""
    heading = slides.slide_heading(at.text.after)
    if heading is None:
        return None
    return at.act(Kind.SLIDE, heading.text, picture=at.after_picture, pointer=None, lines=at.text.after)


def command(at: Situation) -> Act | None:
    """A prompt that has something behind it which it had not."""
    found = commands.new_command(at.text.before, at.text.after)
    if found is None:
        return None
    text, line = found
    return at.act(Kind.COMMAND, text, target=line.box, picture=at.after_picture, pointer=None)


def dialog(at: Situation) -> Act | None:
    """A page that is dimmed behind something, or comes back."""
    if at.change.veil == 0:
        return None
    label = _pressed(at)
    if at.change.veil > 0:
        return _of_press(at, Kind.DIALOG, label) if label else _of_result(at, Kind.DIALOG)
    if label is None:
        return None
    closing = normalise(label.text) in _CLOSING
    return _of_press(at, Kind.DIALOG if closing or not at.in_form else Kind.SUBMIT, label)


def scroll(at: Situation) -> Act | None:
    """Content that moved as a whole, without a link that was pressed for it."""
    moved = at.change.scrolled or at.text.moved
    if not moved or _follows_link(at):
        return None
    inside = [line for line in at.text.after if overlap(line.box, at.change.area) > 0]
    heading = heading_at_top(inside)
    if heading is None:
        return None
    return at.act(Kind.SCROLL, heading.text, target=heading.box, picture=at.after_picture, lines=())


def choice(at: Situation) -> Act | None:
    """An entry of the list or the menu that came just before, and that is gone: however short the pointer rested."""
    pointer = at.change.pointer
    if pointer is None or at.last is None or not at.last.popup:
        return None
    option = labels.label_at(at.last.popup, pointer)
    if option is None or any(same_line(option, line) for line in at.text.after):
        return None
    return at.act(Kind.CHOOSE, option.text, detail=_list_name(at.last, at.text, option), target=option.box)


def typing(at: Situation) -> Act | None:
    """Text that was typed into a field, or on a page."""
    found = typed(at.change, at.text, at.in_field)
    if found is None or at.change.veil or at.text.share_unseen > _PAGE:
        return None
    name = _name_of_field(at.last, found)
    label, detail = (name, found.text) if name else (found.text, "")
    return at.act(Kind.TYPE, label, detail=detail, target=found.line.box, picture=at.after_picture)


def toggle(at: Situation) -> Act | None:
    """A switch or a checkbox."""
    box = switches.switched(at.change)
    # A switch itself may be read as a sign or two.
    written = any(sum(sign.isalpha() for sign in line.text) > 2 for line in at.text.unseen)
    if at.pointer is None or box is None or written:
        return None
    label = labels.label_beside(at.text.before, box)
    if label is None:
        return None
    target = around([box, label.box]) if box.left - label.box.right < 0.1 else box
    return at.act(Kind.TOGGLE, label.text, is_on=at.change.tint > 0, target=target)


def press(at: Situation) -> Act | None:
    """What the pointer rested on, where something came of it."""
    label = _pressed(at)
    if label is None or not (at.text.new or at.text.gone):
        return None
    popup = _popup(at)
    if not at.text.new and not popup and not _touches_pointer(at):
        return None
    return _of_press(at, _kind_of_press(at, label, popup), label, popup)


def appearance(at: Situation) -> Act | None:
    """Something that came, without anything that tells why; surer where a hand rested on something anew: on an icon."""
    kind = Kind.NAVIGATE if at.text.share_unseen > _PAGE else Kind.NOTICE
    return _of_result(at, kind, _HAND if _is_pressed_anew(at) else _UNSURE)


RULES: tuple[Rule, ...] = (slide, command, dialog, choice, scroll, typing, toggle, press, appearance)


def heading_at_top(lines: Sequence[Line]) -> Line | None:
    """The uppermost line that is set larger than the text around it."""
    sizes = sorted(line.size for line in lines)
    if not sizes:
        return None
    usual = sizes[len(sizes) // 2]
    large = [line for line in lines if line.size >= 1.15 * usual and labels.is_label(line.text)]
    return min(large, key=lambda line: line.box.top, default=None)


def _kind_of_press(at: Situation, label: Line, popup: tuple[Line, ...]) -> Kind:
    if popup:
        return Kind.CLICK
    is_page = at.text.share_unseen > _PAGE
    if is_page and at.text.gone and any(same_line(label, line) for line in at.text.after):
        return Kind.NAVIGATE
    return Kind.SUBMIT if at.in_form and not (is_page and at.text.new) else Kind.CLICK


def _pressed(at: Situation) -> Line | None:
    if at.pointer is None:
        return None
    label = labels.label_at(at.text.before, at.pointer)
    if label is None or not labels.is_label(label.text) or labels.is_prose(label, at.text.before):
        return None
    # Beside the words is on them where the pointer is a hand, or where they themselves look different after.
    close = at.pointer.shape == "hand" or labels.is_on(label.box, at.pointer)
    return label if close or any(_meet(label.box, box) for box in at.change.boxes) else None


def _meet(one: Box, other: Box) -> bool:
    return overlap(one, other) > 0 and min(one.right, other.right) > max(one.left, other.left)


def _follows_link(at: Situation) -> bool:
    """Whether the page jumped to what the pointer was on."""
    label = _pressed(at)
    if label is None or at.change.strokes > 3:
        return False
    inside = [line.text for line in at.text.after if overlap(line.box, at.change.area) > 0]
    return LineMemory(inside).knows(label.text)


def _popup(at: Situation) -> tuple[Line, ...]:
    """New lines close to the pointer that make a list."""
    if at.pointer is None or len(at.text.new) < 2:
        return ()
    box = around(line.box for line in at.text.new)
    down = max(box.top - at.pointer.y, at.pointer.y - box.bottom, 0.0)
    across = max(box.left - at.pointer.x, at.pointer.x - box.right, 0.0)
    near = down < _POPUP_NEAR and across < _POPUP_NEAR
    short = all(labels.is_label(line.text) for line in at.text.new)
    return at.text.new if near and short and box.width * box.height < _POPUP_SIZE else ()


def _touches_pointer(at: Situation) -> bool:
    pointer = at.pointer
    return pointer is not None and any(
        box.left - 0.03 <= pointer.x <= box.right + 0.03 and box.top - 0.03 <= pointer.y <= box.bottom + 0.03
        for box in at.change.boxes
    )


def _list_name(last: Act, text: Difference, option: Line) -> str:
    """What the list is called that the option is from: its field's label, or what it was opened by."""
    opener = last.target
    if opener is None:
        return ""
    if not any(line.text == option.text and _meet(line.box, opener) for line in text.after):
        return last.label
    value = next((line for line in text.before if line.text == last.label and _meet(line.box, opener)), None)
    field = labels.label_of_field(text.before, value) if value else None
    return field.text if field else ""


def _name_of_field(last: Act | None, found: Typed) -> str:
    """What the field is called; one that is typed into again has the name that it had."""
    again = (
        last is not None and last.kind is Kind.TYPE and last.target is not None and _meet(last.target, found.line.box)
    )
    return last.label if last is not None and again and last.detail else found.label


def _of_press(at: Situation, kind: Kind, label: Line, popup: tuple[Line, ...] = ()) -> Act:
    strength = 1.0 if at.change.pointer and at.change.pointer.shape == "hand" else 0.7
    return at.act(kind, label.text, target=_button(label.box), strength=strength, popup=popup)


def _is_pressed_anew(at: Situation) -> bool:
    if at.pointer is None or at.pointer.shape != "hand" or at.last is None or at.last.pointer is None:
        return False
    last = at.last.pointer
    return abs(at.pointer.x - last.x) + abs(at.pointer.y - last.y) > _ELSEWHERE


def _of_result(at: Situation, kind: Kind, strength: float = _UNSURE) -> Act | None:
    heading = heading_of(at.text.unseen)
    if heading is None:
        return None
    return at.act(
        kind, heading.text, is_weak=True, strength=strength, target=heading.box, picture=at.after_picture, pointer=None
    )


def _button(label: Box) -> Box:
    """About what a button around the words takes up."""
    room_x, room_y = 1.2 * label.height, 0.8 * label.height
    return Box(label.left - room_x, label.top - room_y, label.width + 2 * room_x, label.height + 2 * room_y)
