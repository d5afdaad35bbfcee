"""What was said as a table for spreadsheets (RFC 4180, UTF-8). Pure."""

from collections.abc import Iterable, Iterator

from app.domain.annotations.exports.said import About, Said
from app.domain.tables import as_csv

# By it spreadsheets know that this is UTF-8.
_MARK = "\ufeff"
FIELDS = (
    *("id", "reply_to", "type", "timestamp", "end", "timecode", "author", "content"),
    *("created_at", "edited_at", "resolved", "reactions"),
)


def lines(about: About, items: Iterable[Said]) -> Iterator[str]:
    """One row each, in their order; positions are seconds."""
    yield _MARK + as_csv(FIELDS)
    for each in items:
        yield as_csv(
            (
                str(each.id),
                str(each.parent_id or ""),
                each.kind,
                f"{each.timestamp:.3f}",
                "" if each.end is None else f"{each.end:.3f}",
                about.rate.timecode(about.rate.frame(each.timestamp)),
                each.author,
                each.content,
                each.created_at.isoformat(),
                each.edited_at.isoformat() if each.edited_at else "",
                "yes" if each.is_resolved else "no",
                " ".join(f"{emoji} {count}" for emoji, count in each.reactions),
            )
        )
