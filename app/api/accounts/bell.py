"""/account/notifications: what one is told in the app."""

from typing import Any, cast

from apiflask import APIBlueprint

from app import guards
from app.api.accounts import bell_schemas as schemas
from app.api.playback.render import url_of
from app.services.notifications import bell
from app.services.notifications.bell import Line

bp = APIBlueprint("bell", __name__, url_prefix="/account/notifications", tag="Account")


@bp.get("")
@guards.in_person
@bp.input(schemas.NewsQuery, location="query", arg_name="query")
@bp.output(schemas.News)
def listing(caller: guards.Caller, query: schemas.NewsQuery) -> schemas.News:
    """What happened that concerns one, the newest first. Whoever listens to /video/events hears `told` of more."""
    found = bell.page(caller, query.limit, int(query.cursor) if query.cursor else None)
    more = str(found.before) if found.before is not None else None
    return schemas.News(items=[_line(line) for line in found.lines], unread=found.unread, next_cursor=more)


@bp.post("/read")
@guards.in_person
@bp.input(schemas.Read, arg_name="body")
@bp.output(schemas.Unread)
def read(caller: guards.Caller, body: schemas.Read) -> schemas.Unread:
    """Mark lines as read, as they were when one saw them."""
    return schemas.Unread(unread=bell.read(caller, body.ids or (), body.until))


def _line(line: Line) -> schemas.NewsLine:
    who = None
    if line.who is not None or line.gone:
        name = None if line.gone else line.who
        who = schemas.NewsPerson(name=name, picture_url=url_of(line.picture_key, None), gone=line.gone)
    return schemas.NewsLine(
        id=line.id,
        kind=cast(Any, line.kind),
        video=schemas.NewsVideo(id=line.video_id, title=line.title, poster_url=url_of(line.poster_key, None)),
        who=who,
        annotation_id=line.annotation_id,
        timestamp=line.timestamp,
        count=line.count,
        people=line.people,
        created_at=line.created_at,
        read=line.read,
    )
