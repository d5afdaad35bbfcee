"""/admin/people, /admin/storage: accounts, as administrators see them, and what they store."""

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.accounts import people_schemas as schemas
from app.api.accounts import render
from app.services.accounts import directory, roles
from app.services.videos import transfer

bp = APIBlueprint("people", __name__, url_prefix="/admin", tag="Administration")


@bp.get("/people")
@guards.admin
@bp.input(schemas.PeopleQuery, location="query", arg_name="query")
@bp.output(schemas.PeoplePage)
@bp.doc(responses=[400, 403])
def listing(caller: guards.Caller, query: schemas.PeopleQuery) -> schemas.PeoplePage:
    """Everybody with an account, or whose name or email has some text in it."""
    rows, more = directory.page(query.q, query.limit, query.cursor)
    return schemas.PeoplePage(items=[_person(row) for row in rows], next_cursor=more)


@bp.patch("/people/<uuid:user_id>")
@guards.admin
@bp.input(schemas.PersonChange, arg_name="body")
@bp.output(schemas.PersonListed)
@bp.doc(responses=[403, 404, 409])
def change(caller: guards.Caller, user_id: UUID, body: schemas.PersonChange) -> schemas.PersonListed:
    """Give somebody a role or a quota, shut their account or open it again. Who becomes a viewer, and whose account is
    shut, is signed out everywhere, recorders included.
    """
    wish = roles.Change(body.role, body.disabled, "quota_bytes" in body.model_fields_set, body.quota_bytes)
    roles.change(user_id, wish, caller.user_id)
    return _person(directory.one(user_id))


@bp.post("/people/<uuid:user_id>/transfer")
@guards.admin
@bp.input(schemas.Transfer, arg_name="body")
@bp.output(schemas.Transferred)
@bp.doc(responses=[403, 404, 409])
def transfer_videos(caller: guards.Caller, user_id: UUID, body: schemas.Transfer) -> schemas.Transferred:
    """Give somebody's videos to somebody else, some hundred at once: call it again while some are left."""
    return schemas.Transferred.model_validate(transfer.transfer(user_id, body.to, caller.user_id), from_attributes=True)


@bp.get("/storage")
@guards.admin
@bp.output(schemas.Storage)
@bp.doc(responses=[403])
def storage(caller: guards.Caller) -> schemas.Storage:
    """Who stores most."""
    people, stored, videos = directory.storage()
    items = [schemas.StoredBy.model_validate(each, from_attributes=True) for each in people]
    return schemas.Storage(items=items, stored=stored, videos=videos)


def _person(row: directory.Listed) -> schemas.PersonListed:
    user = row.user
    chosen: dict[str, Any] = {"created_at": user.created_at, "disabled_at": user.disabled_at}
    chosen |= {"last_seen_at": row.last_seen_at, "quota_bytes": user.quota_bytes}
    return schemas.PersonListed(**render.user(user).model_dump(), **chosen, stored=row.stored, videos=row.videos)
