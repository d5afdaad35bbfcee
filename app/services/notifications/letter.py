"""The one mail about what happened: about one thing it says what, about more it lists them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from app.domain.accounts.closed import NOBODY
from app.domain.notifications.kinds import News
from app.mail import letters, outbox
from app.mail.letters import Letter, Reader

# The mail's name in app/mail/words.py.
_MAILS = {
    News.COMMENT: "comments",
    News.REPLY: "replies",
    News.MENTION: "mentions",
    News.SHARE: "shared",
    News.READY: "ready",
    News.FAILED: "failed",
}
_QUOTED = 10
# Of each thing, where there are more.
_QUOTED_OF_EACH = 3
_LISTED = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened; `timestamp` (seconds) and `words` of what somebody said."""

    id: int
    kind: str
    video_id: UUID
    title: str
    who: str | None
    timestamp: float | None
    words: str


def write(reader: Reader, items: Iterable[Item]) -> Letter:
    """What happened, in the order it did, by kind and video."""
    groups: dict[tuple[str, UUID], list[Item]] = {}
    for item in items:
        groups.setdefault((item.kind, item.video_id), []).append(item)
    settings = outbox.address("/settings#mails")
    if len(groups) == 1:
        (group,) = groups.values()
        quotes = islice(_quotes(reader, group), _QUOTED)
        link = outbox.address(f"/watch/{group[0].video_id}")
        return letters.write(_mail(group), reader, link, settings, quotes, **_about(reader, group))
    lines = [line for group in islice(groups.values(), _LISTED) for line in _lines(reader, group)]
    return letters.write("news", reader, outbox.address("/"), settings, lines, count=str(len(groups)))


def _mail(group: list[Item]) -> str:
    return _MAILS[News(group[0].kind)]


def _about(reader: Reader, group: list[Item]) -> dict[str, str]:
    last = group[-1]
    return {"title": last.title, "count": str(len(group)), "who": _name(reader, last)}


def _lines(reader: Reader, group: list[Item]) -> Iterator[str]:
    yield letters.subject(_mail(group), reader, **_about(reader, group))
    yield from islice(_quotes(reader, group), _QUOTED_OF_EACH)


def _quotes(reader: Reader, group: list[Item]) -> Iterator[str]:
    for item in group:
        if item.timestamp is not None:
            yield f"{_name(reader, item)}, {_clock(item.timestamp)}: {item.words}"


def _name(reader: Reader, item: Item) -> str:
    return letters.gone(reader) if item.who in (None, NOBODY) else str(item.who)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
