"""What was said as an edit decision list of markers (CMX3600), one event a thread. Pure.

Nothing in the format is a marker. Avid and Premiere read the comment `* LOC:`, DaVinci Resolve its own line of colour,
words and length: both are there. Timecode begins at 0, as the file does.
"""

from collections.abc import Iterable, Iterator, Sequence

from app.domain.annotations.exports.said import About, Said, threads
from app.domain.labels import readable

# Lines of comments that suites still read whole.
_LONGEST = 200
_OPEN, _RESOLVED = ("RED", "ResolveColorRed"), ("GREEN", "ResolveColorGreen")


def lines(about: About, items: Iterable[Said]) -> Iterator[str]:
    """The list, CRLF at the ends as the format wants it."""
    yield f"TITLE: {_line(readable(about.title) or 'Video', 70)}\r\n"
    yield f"FCM: {'' if about.rate.drops else 'NON-'}DROP FRAME\r\n\r\n"
    for number, (root, replies) in enumerate(threads(items), 1):
        yield _event(number, about, root, replies)


def _event(number: int, about: About, root: Said, replies: Sequence[Said]) -> str:
    first = about.rate.frame(root.timestamp)
    length = 1 if root.end is None else max(1, about.rate.frame(root.end) - first)
    start, stop = about.rate.timecode(first), about.rate.timecode(first + 1)
    said = " / ".join(f"{each.author}: {each.words}" for each in (root, *replies))
    colour, of_resolve = _RESOLVED if root.is_resolved else _OPEN
    words = _line(said, _LONGEST)
    return (
        f"{number:03}  AX       V     C        {start} {stop} {start} {stop}\r\n"
        f"* LOC: {start} {colour:<7} {words}\r\n"
        f" |C:{of_resolve} |M:{words} |D:{length}\r\n\r\n"
    )


def _line(text: str, longest: int) -> str:
    """On one line, without what parts its fields."""
    line = (readable(text) or "").replace("|", "/")
    return line if len(line) <= longest else line[: longest - 1] + "…"
