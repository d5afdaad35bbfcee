"""From what was found to what goes over the wire."""

from app.api.playback.render import url_of
from app.api.search import schemas
from app.api.wire import Owner
from app.domain.access import Holder
from app.domain.search.lines import Rectangle
from app.services.search.finding import Found, Hit


def found_video(found: Found) -> schemas.FoundVideo:
    """A video with fresh URLs for its pictures."""
    row = found.video
    return schemas.FoundVideo(
        video_id=row.id,
        title=row.title,
        owner=Owner(id=row.owner_id, name=found.owner_name),
        created_at=row.created_at,
        duration=row.duration,
        width=row.width,
        height=row.height,
        poster_url=url_of(row.poster_key, found.holder),
        found=found.of,
        hits=[hit(each, found.holder) for each in found.hits],
    )


def hit(found: Hit, holder: Holder | None) -> schemas.Hit:
    """One hit."""
    return schemas.Hit(
        kind=found.kind.value,
        timestamp=found.start,
        end=found.end,
        snippet="".join(part.text for part in found.parts),
        parts=[schemas.Part(text=part.text, marked=part.marked) for part in found.parts],
        boxes=[_box(each) for each in found.boxes],
        picture_url=url_of(found.picture, holder),
    )


def _box(box: Rectangle) -> schemas.Box:
    """Letters at a frame's edge may have been read as reaching over it."""
    left, top = (min(max(share, 0.0), 1.0) for share in box[:2])
    return schemas.Box(x=left, y=top, w=min(max(box[2], 0.0), 1 - left), h=min(max(box[3], 0.0), 1 - top))
