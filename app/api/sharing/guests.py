"""/api/links/{token}: a link as its guests open it."""

from apiflask import APIBlueprint
from flask import Response

from app import guards, limiting
from app.api.annotations import told
from app.api.annotations.schemas import Annotation
from app.api.sharing import render, schemas
from app.domain.access import Guest
from app.errors import VideoFlowError
from app.services.annotations import comments, reactions
from app.services.annotations.comments import More
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
@bp.doc(responses=[401, 403, 404, 409])
def annotate(opener: guards.Opener, token: str, body: schemas.NewGuestAnnotation) -> Annotation:
    """Comment on a moment or draw over it as a guest, by name."""
    guest = guest_of(opener, token)
    limiting.take("guest_comment", link=str(guest.share_id))
    more = More(body.end, body.data, body.parent_id, client_id=body.client_id)
    made = comments.create(guest.video_id, guest, body.timestamp, body.content or "", body.type, body.name, more)
    return told.changed(made)


@bp.post("/<token>/annotations/drawing")
@guards.link
@guards.limited("guest_draw")
@bp.input(schemas.NewGuestDrawing, arg_name="body")
@bp.output(Annotation, status_code=201)
@bp.doc(responses=[401, 403, 404, 409])
def draw(opener: guards.Opener, token: str, body: schemas.NewGuestDrawing) -> Annotation:
    """Draw over a moment as a guest: `drawing_data` is a stroke, or {strokes: [...]}."""
    guest = guest_of(opener, token)
    limiting.take("guest_draw", link=str(guest.share_id))
    more = More(body.end, body.drawing_data, body.parent_id, client_id=body.client_id)
    made = comments.create(guest.video_id, guest, body.timestamp, body.content or "", "drawing", body.name, more)
    return told.changed(made)


@bp.put("/<token>/annotations/<int:annotation_id>/reactions/<emoji>")
@guards.link
@guards.limited("guest_comment")
@bp.output(Annotation)
@bp.doc(responses=[400, 401, 403, 404, 409])
def react(opener: guards.Opener, token: str, annotation_id: int, emoji: str) -> Annotation:
    """Put an emoji under what somebody said, as a guest."""
    return told.changed(reactions.add(annotation_id, guest_of(opener, token), emoji))


@bp.delete("/<token>/annotations/<int:annotation_id>/reactions/<emoji>")
@guards.link
@guards.limited("guest_comment")
@bp.output(Annotation)
@bp.doc(responses=[401, 403, 404])
def unreact(opener: guards.Opener, token: str, annotation_id: int, emoji: str) -> Annotation:
    """Take one's emoji away again."""
    return told.changed(reactions.remove(annotation_id, guest_of(opener, token), emoji))


def guest_of(opener: guards.Opener, token: str) -> Guest:
    """Whoever opened this link. Raises VideoFlowError `not_authenticated` (401) for somebody who did not."""
    share_id, guest = visits.share_id_of(token), opener.guest
    if guest is None or guest.share_id != share_id:
        raise VideoFlowError("not_authenticated", "Open the link first: its guest token comes with the answer.", 401)
    return guest
