"""A step's title as a heading in a file: what was pressed may be called by a whole sentence, of which the beginning
says which it was. Pure.
"""

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.titles import clean

# Signs of a label in a heading; a heading of one line has about 70.
_LONGEST = 44
# What these are called by is what somebody has to look for, and not the matter itself.
_NAMED = frozenset({Kind.CLICK, Kind.SUBMIT, Kind.DIALOG, Kind.TOGGLE, Kind.CHOOSE, Kind.TYPE})


def heading(title: str, kind: Kind | None, label: str) -> str:
    """The title of the reading's, its label cut at a word where it is long."""
    named = clean(label)
    if kind not in _NAMED or len(named) <= _LONGEST or named not in title:
        return title
    return title.replace(named, _cut(named))


def _cut(text: str) -> str:
    head = text[:_LONGEST]
    at = head.rfind(" ")
    return (head[:at] if at > 0 else head).rstrip(" ,.;:-–…") + "…"
