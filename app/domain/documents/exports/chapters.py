"""A guide's steps as chapters of its video (WebVTT, section 6 of the specification). Pure."""

from collections.abc import Iterator

from app.domain.documents.exports.guide import Guide
from app.domain.documents.exports.runs import plain

# A cue ends after it begins; of the last one in a recording of unknown length nobody knows when.
_LEAST, _LAST = 0.001, 5.0


def text(guide: Guide) -> str:
    """The file. Each chapter lasts until the next one; steps of one moment are one chapter, called by the first."""
    return "WEBVTT\n" + "".join(_cues(guide))


def _cues(guide: Guide) -> Iterator[str]:
    begins: dict[float, str] = {}
    for step in sorted(guide.steps, key=lambda step: step.timestamp):
        begins.setdefault(round(max(0.0, step.timestamp), 3), plain(step.title))
    times = list(begins)
    ends = [*times[1:], times[-1] + _LAST if guide.duration is None else guide.duration] if times else []
    for number, (begin, until) in enumerate(zip(times, ends, strict=True), 1):
        yield f"\n{number}\n{_time(begin)} --> {_time(max(until, begin + _LEAST))}\n{escaped(begins[begin])}\n"


def escaped(text: str) -> str:
    """One line of cue text. Without ">" no arrow can stand in it either."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
