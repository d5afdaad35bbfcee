"""/api/links/{token}: a link as its guests open it."""

from apiflask import APIBlueprint
from flask import Response

from app import guards, limiting
from app.api.annotations import render as annotations
from app.api.annotations.schemas import Annotation
from app.api.sharing import render, schemas
from app.errors import VideoFlowError
from app.services.annotations import comments
from app.services.playback.signed_urls import SignedUrl
from app.services.sharing import publishing, visits

bp = APIBlueprint("links", __name__, url_prefix="/api/links", tag="Links")


@bp.get("/<token>")
@guards.link
@bp.output(schemas.LinkedVideo)
@bp.doc(responses=[401, 404])
def open_link(opener: guards.Opener, token: str) -> schemas.LinkedVideo:
    """The video as its guest may see it. Without a guest token of this link it counts one view."""
    return render.linked_video(visits.open_link(token, opener))


@bp.get("/<token>/poster")
@bp.doc(hide=True)
@guards.link
def poster(opener: guards.Opener, token: str) -> Response:
    """The still that other services show; it ends with the link."""
    return _led(publishing.poster(token))


@bp.get("/<token>/preview")
@bp.doc(hide=True)
@guards.link
def preview(opener: guards.Opener, token: str) -> Response:
    """The short moving picture, in the same way."""
    return _led(publishing.motion(token))


def _led(signed: SignedUrl) -> Response:
    return Response(status=307, headers={"Location": signed.url, "Cache-Control": "no-store"})


@bp.post("/<token>/unlock")
@guards.link
@guards.limited("unlock")
@bp.input(schemas.Unlock, arg_name="body")
@bp.output(schemas.Unlocked)
@bp.doc(responses=[401, 404])
def unlock(opener: guards.Opener, token: str, body: schemas.Unlock) -> schemas.Unlocked:
    """Say the link's password, or your email where it asks for one; a guest token opens it from then on."""
    limiting.take("unlock", link=str(visits.share_id_of(token)))
    return schemas.Unlocked(guest_token=visits.unlock(token, body.password, body.email))


@bp.post("/<token>/annotations")
@guards.link
@guards.limited("guest_comment")
@bp.input(schemas.NewGuestAnnotation, arg_name="body")
@bp.output(Annotation, status_code=201)
@bp.doc(responses=[401, 403, 404])
def annotate(opener: guards.Opener, token: str, body: schemas.NewGuestAnnotation) -> Annotation:
    """Comment on a moment as a guest, by name."""
    share_id = visits.share_id_of(token)
    guest = opener.guest
    if guest is None or guest.share_id != share_id:
        raise VideoFlowError("not_authenticated", "Open the link first: its guest token comes with the answer.", 401)
    limiting.take("guest_comment", link=str(share_id))
    row = comments.create(guest.video_id, guest, body.timestamp, body.content, "comment", body.name)
    return annotations.annotation(row)
