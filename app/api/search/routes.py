"""/search: in everything that one may see, and in one video."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.search import render, schemas
from app.db.queries import Scope
from app.domain.search.lines import Source
from app.services.search import finding

bp = APIBlueprint("search", __name__, tag="Search")


@bp.get("/search")
@guards.signed_in
@guards.limited("search")
@bp.input(schemas.SearchQuery, location="query", arg_name="query")
@bp.output(schemas.SearchPage)
def everywhere(caller: guards.Caller, query: schemas.SearchQuery) -> schemas.SearchPage:
    """Videos that have the words in their title, guide, comments or on their screen, with the moments where they are.

    The last word may be a beginning; words are found under their English, German and French stems, without accents; a
    mistyped one finds what is nearly the same where nothing else is found. Quotes and operators are not understood.
    """
    scope = Scope(query.scope) if query.scope else None
    page = finding.everywhere(caller, query.q, query.limit, query.cursor, _sources(query), scope)
    return schemas.SearchPage(
        items=[render.found_video(each) for each in page.items], loosened=page.loosened, next_cursor=page.next_cursor
    )


@bp.get("/video/<uuid:video_id>/search")
@guards.watcher
@guards.limited("search")
@bp.input(schemas.WithinQuery, location="query", arg_name="query")
@bp.output(schemas.WithinVideo)
def within(who: guards.Asker, video_id: UUID, query: schemas.WithinQuery) -> schemas.WithinVideo:
    """Every moment of a video that has the words, by time; guests of a link may ask, too."""
    found = finding.within(video_id, who, query.q, _sources(query))
    return schemas.WithinVideo(items=[render.hit(each, found.holder) for each in found.hits], loosened=found.loosened)


def _sources(query: schemas.WithinQuery) -> tuple[Source, ...]:
    return (Source(query.source),) if query.source else ()
