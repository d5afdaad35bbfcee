"""What is kept of the name a file had on somebody's disk: a label for people, never a path."""

from app.domain.labels import readable

LONGEST = 200
# No line of a name is meant to be one.
_CONTROLS = dict.fromkeys([*range(32), 127])
_SEPARATORS = str.maketrans({"\\": "/"})


def clean(name: str | None) -> str | None:
    """The last part of a path without control and direction characters, at most LONGEST long; None for nothing.

    Browsers send a bare name, some programs a whole path, and a stranger whatever they like.
    """
    last = (name or "").translate(_SEPARATORS).rpartition("/")[2]
    shown = readable(last.translate(_CONTROLS)) or ""
    if len(shown) > LONGEST:
        stem, dot, ending = shown.rpartition(".")
        keep = f"{dot}{ending}" if stem and len(ending) <= 10 else ""
        shown = shown[: LONGEST - len(keep)] + keep
    return shown if shown.strip(". ") else None


def title_of(name: str | None) -> str | None:
    """What a file is called where nobody gave it a title: its name without the ending."""
    stem, dot, ending = (name or "").rpartition(".")
    return (stem if dot and stem.strip() and len(ending) <= 10 else name) or None
