"""What was said about a video, page after page, for a file of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from uuid import UUID

from app.db.unit_of_work import transaction
from app.domain.access import Action, Asker
from app.domain.annotations.exports import edl, fcpxml, table, web_annotation
from app.domain.annotations.exports.formats import Format
from app.domain.annotations.exports.said import About, Said
from app.domain.annotations.exports.timecode import rate_of
from app.services.access import videos as access
from app.services.annotations import shown
from app.services.annotations.shown import Page, Shown
from app.settings import settings

_PAGE = 500
_WRITERS: Mapping[Format, Callable[[About, Iterable[Said]], Iterator[str]]] = {
    Format.JSON: web_annotation.lines,
    Format.CSV: table.lines,
    Format.EDL: edl.lines,
    Format.FCPXML: fcpxml.lines,
}


def lines(video_id: UUID, who: Asker, format: Format) -> tuple[str, Iterator[str]]:
    """The video's title, and the file in pieces; no connection is held between two of them, and each page asks for
    the right anew.

    Raises `not_found`, to a guest `gone` (404): at once, or where that is so meanwhile.
    """
    about = _about(video_id, who)
    first = shown.listing(video_id, who, _PAGE)
    return about.title, _WRITERS[format](about, _said(video_id, who, first))


def said(video_id: UUID, who: Asker) -> Iterator[Said]:
    """All that was said, by its time in the video. Raises `not_found`, to a guest `gone` (404)."""
    return _said(video_id, who, shown.listing(video_id, who, _PAGE))


def _about(video_id: UUID, who: Asker) -> About:
    with transaction() as work:
        video = access.find(work, who, Action.SEE, video_id)
    home = settings().public_url.rstrip("/")
    measured = (video.media or {}).get("fps")
    return About(
        video.id,
        home,
        video.title,
        f"{home}/watch/{video_id}",
        video.duration,
        video.width,
        video.height,
        rate_of(measured),
    )


def _said(video_id: UUID, who: Asker, page: Page) -> Iterator[Said]:
    while True:
        yield from map(_one, page.items)
        if page.after is None:
            return
        page = shown.listing(video_id, who, _PAGE, page.after)


def _one(each: Shown) -> Said:
    row = each.row
    return Said(
        id=row.id,
        timestamp=row.timestamp,
        end=row.end,
        kind=row.type,
        author=row.author_name,
        content=row.content,
        created_at=row.created_at,
        edited_at=row.edited_at,
        parent_id=row.parent_id,
        is_resolved=row.resolved_at is not None,
        reactions=[(reaction["emoji"], reaction["count"]) for reaction in each.reactions],
        strokes=(row.data or {}).get("strokes", ()),
    )
