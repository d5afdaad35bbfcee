"""Plain text as Markdown that reads the same. What Markdown may look like is decided where it is shown. Pure."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")
# At the start of a line these make a list, a quotation or a rule.
_STARTS = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)


def escaped(text: str) -> str:
    """The text, with whatever would be read as markup made to stand for itself."""
    return _STARTS.sub(_start, _SIGNS.sub(r"\\\1", text))


def _start(found: re.Match[str]) -> str:
    space, sign = found.groups()
    # "1." begins a list, "1\." does not; a sign that is no digit is escaped itself.
    return f"{space}\\{sign}" if not sign.isdigit() else f"{space}{sign}\\"


def joined(*texts: str) -> str:
    """Texts as paragraphs; empty ones are left out."""
    return "\n\n".join(text for text in texts if text.strip())
