"""A guide edited by the guests of a link."""

from apiflask import APIBlueprint

from app import guards, limiting
from app.api.documents import editing_schemas as schemas
from app.api.documents import operations, render
from app.api.sharing.guests import guest_of
from app.domain.access import Guest
from app.services.documents import editing

bp = APIBlueprint("guest_edits", __name__, url_prefix="/api/links", tag="Links")


@bp.post("/<token>/document/edits")
@guards.link
@guards.limited("guest_edit")
@bp.input(schemas.GuestEdits, arg_name="body")
@bp.output(schemas.EditableGuide)
@bp.doc(responses=[401, 403, 404, 409])
def edit_guide(opener: guards.Opener, token: str, body: schemas.GuestEdits) -> schemas.EditableGuide:
    """Change the guide, by a link that lets its guests edit it. What is blurred stays so: 403 `blur_stays`."""
    guest = _counted(guest_of(opener, token))
    wished = operations.read(body.operations)
    return render.editable(editing.edit(guest.video_id, guest, body.base_version, wished, body.name))


@bp.post("/<token>/document/revert")
@guards.link
@guards.limited("guest_edit")
@bp.input(schemas.GuestRevert, arg_name="body")
@bp.output(schemas.EditableGuide)
@bp.doc(responses=[401, 403, 404, 409])
def revert_guide(opener: guards.Opener, token: str, body: schemas.GuestRevert) -> schemas.EditableGuide:
    """Go back to a version, or take back what one version did, by such a link."""
    guest = _counted(guest_of(opener, token))
    turn = editing.undo if body.only else editing.revert
    return render.editable(turn(guest.video_id, guest, body.base_version, body.version, body.name))


def _counted(guest: Guest) -> Guest:
    """Raises TooMany (429)."""
    limiting.take("guest_edit", link=str(guest.share_id))
    return guest
