"""/admin/people: accounts, as administrators see them."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.accounts import render, schemas
from app.services.accounts import roles

bp = APIBlueprint("people", __name__, url_prefix="/admin/people", tag="Administration")


@bp.get("")
@guards.admin
@bp.input(schemas.PeopleQuery, location="query", arg_name="query")
@bp.output(schemas.PeoplePage)
@bp.doc(responses=[403])
def listing(caller: guards.Caller, query: schemas.PeopleQuery) -> schemas.PeoplePage:
    """Everybody with an account."""
    rows, more = roles.everybody(query.limit, query.cursor)
    return schemas.PeoplePage(items=[render.user(row) for row in rows], next_cursor=str(more) if more else None)


@bp.patch("/<uuid:user_id>")
@guards.admin
@bp.input(schemas.NewRole, arg_name="body")
@bp.output(schemas.User)
@bp.doc(responses=[403, 404, 409])
def give_role(caller: guards.Caller, user_id: UUID, body: schemas.NewRole) -> schemas.User:
    """Give somebody a role. Who becomes a viewer is signed out everywhere, recorders included."""
    return render.user(roles.give(user_id, body.role))
