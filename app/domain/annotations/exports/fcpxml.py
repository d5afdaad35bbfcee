"""What was said as markers on the one clip of a project (FCPXML 1.9, of Final Cut Pro), one a thread. Pure.

Times are fractions of a second, all of them whole frames. A thread that is resolved is a to-do that is done.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from app.domain.annotations.exports.said import About, Said, threads
from app.domain.annotations.exports.timecode import Rate
from app.domain.labels import readable, visible
from app.domain.playback.downloads import file_name

_LONGEST = 200
# What no XML 1.0 document has (2.2), however it is escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FULL_HD = (1920, 1080)


def lines(about: About, items: Iterable[Said]) -> Iterator[str]:
    """The document."""
    rate = about.rate
    name = _attribute(readable(about.title) or "Video")
    frames = max(1, rate.frame(about.duration or 0.0))
    whole, counts = _time(rate, frames), "DF" if rate.drops else "NDF"
    width, height = (about.width, about.height) if about.width and about.height else _FULL_HD
    file = _attribute(f"file:///{quote(file_name(about.title, 'mp4'))}")
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n<fcpxml version="1.9">\n <resources>\n'
        f'  <format id="r1" frameDuration="{_time(rate, 1)}" width="{width}" height="{height}"/>\n'
        f'  <asset id="r2" name={name} start="0s" duration="{whole}" hasVideo="1" hasAudio="1" format="r1">\n'
        f'   <media-rep kind="original-media" src={file}/>\n  </asset>\n </resources>\n'
        f" <library>\n  <event name={name}>\n   <project name={name}>\n"
        f'    <sequence format="r1" duration="{whole}" tcStart="0s" tcFormat="{counts}">\n     <spine>\n'
        f'      <asset-clip ref="r2" name={name} offset="0s" start="0s" duration="{whole}" format="r1"'
        f' tcFormat="{counts}">\n'
    )
    for root, replies in threads(items):
        yield _marker(rate, frames, root, replies)
    yield "      </asset-clip>\n     </spine>\n    </sequence>\n   </project>\n  </event>\n </library>\n</fcpxml>\n"


def _marker(rate: Rate, frames: int, root: Said, replies: Sequence[Said]) -> str:
    """Within the clip, or it would be dropped."""
    first = min(rate.frame(root.timestamp), frames - 1)
    length = 1 if root.end is None else max(1, min(rate.frame(root.end), frames) - first)
    value = f"{root.author}: {root.words}"[:_LONGEST]
    note = "\n".join(f"{each.author}: {visible(each.content) or each.words}" for each in (root, *replies))
    done = ' completed="1"' if root.is_resolved else ""
    return (
        f'       <marker start="{_time(rate, first)}" duration="{_time(rate, length)}"'
        f" value={_attribute(readable(value) or '')}{done} note={_attribute(note)}/>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("", text))


def _time(rate: Rate, frames: int) -> str:
    """So many frames, in seconds."""
    seconds = Fraction(frames) / rate.exact
    whole = rate.exact.denominator
    # With the denominator of the rate, as suites write it: 1001/30000s and not 2002/60000s.
    return f"{frames * whole}/{rate.exact.numerator}s" if seconds else "0s"
