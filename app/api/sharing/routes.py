"""/video/{id}/shares and /video/{id}/people: for whom a video is."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.sharing import render, schemas
from app.services.sharing import links, people

bp = APIBlueprint("sharing", __name__, url_prefix="/video/<uuid:video_id>", tag="Sharing")


@bp.post("/shares")
@guards.signed_in
@guards.limited("share")
@bp.input(schemas.NewShare, arg_name="body")
@bp.output(schemas.Share, status_code=201)
@bp.doc(responses=[403, 404, 409])
def create_share(caller: guards.Caller, video_id: UUID, body: schemas.NewShare) -> schemas.Share:
    """Make a link. A private video opens to what SHARE_VISIBILITY says; `visibility` tells for whom the link works."""
    return render.share(links.create(video_id, caller, links.Wish(**dict(body))))


@bp.get("/shares")
@guards.signed_in
@bp.output(schemas.Shares)
@bp.doc(responses=[403, 404])
def list_shares(caller: guards.Caller, video_id: UUID) -> schemas.Shares:
    """The links there are, newest first, and how often they were opened."""
    found, visibility = links.listing(video_id, caller)
    return schemas.Shares.model_validate({"items": [render.share(link) for link in found], "visibility": visibility})


@bp.patch("/shares/<uuid:share_id>")
@guards.signed_in
@guards.limited("share")
@bp.input(schemas.ShareChange, arg_name="body")
@bp.output(schemas.Share)
@bp.doc(responses=[403, 404])
def change_share(caller: guards.Caller, video_id: UUID, share_id: UUID, body: schemas.ShareChange) -> schemas.Share:
    """Change what a link allows; its address stays. Whoever opens it then has to say a new password."""
    return render.share(links.change(video_id, caller, share_id, body.model_dump(exclude_unset=True)))


@bp.delete("/shares/<uuid:share_id>")
@guards.signed_in
@bp.output({}, status_code=204)
@bp.doc(responses=[403, 404])
def revoke_share(caller: guards.Caller, video_id: UUID, share_id: UUID) -> str:
    """Revoke a link: it opens nothing any more, and what it opened ends within a minute."""
    links.revoke(video_id, caller, share_id)
    return ""


@bp.post("/people")
@guards.signed_in
@guards.limited("name")
@bp.input(schemas.NewNamed, arg_name="body")
@bp.output(schemas.Named, status_code=201)
@bp.doc(responses=[403, 404, 409])
def name_person(caller: guards.Caller, video_id: UUID, body: schemas.NewNamed) -> schemas.Named:
    """Let somebody in by their email, or give them another right. Without an account they wait for one."""
    return render.named(people.name(video_id, caller, body.email, body.right))


@bp.get("/people")
@guards.signed_in
@bp.output(schemas.People)
@bp.doc(responses=[403, 404])
def list_people(caller: guards.Caller, video_id: UUID) -> schemas.People:
    """Who was named."""
    return render.people(people.listing(video_id, caller))


@bp.delete("/people/<uuid:user_id>")
@guards.signed_in
@bp.output({}, status_code=204)
@bp.doc(responses=[403, 404])
def remove_person(caller: guards.Caller, video_id: UUID, user_id: UUID) -> str:
    """Let somebody in no more; who waits for an account goes by the id of the entry."""
    people.remove(video_id, caller, user_id)
    return ""
