"""/admin/invitations: who was invited and has no account yet."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.accounts import people_schemas as schemas
from app.services.accounts import invitations

bp = APIBlueprint("invitations", __name__, url_prefix="/admin/invitations", tag="Administration")


@bp.post("")
@guards.admin
@guards.limited("invite")
@bp.input(schemas.Invite, arg_name="body")
@bp.output(schemas.NewInvitation, status_code=201)
@bp.doc(responses=[400, 403, 409])
def invite(caller: guards.Caller, body: schemas.Invite) -> schemas.NewInvitation:
    """Invite somebody: a link for their address, which works once and for two weeks, whatever the rule for new
    accounts. It is mailed; without a mail server it is shown this once.
    """
    made = invitations.invite(body.email, body.role, caller.user_id)
    shown = schemas.Invitation.model_validate(made.row, from_attributes=True)
    return schemas.NewInvitation(**shown.model_dump(), url=made.url)


@bp.get("")
@guards.admin
@bp.output(schemas.Invitations)
@bp.doc(responses=[403])
def listing(caller: guards.Caller) -> schemas.Invitations:
    """Invitations that wait for an answer."""
    rows = [schemas.Invitation.model_validate(row, from_attributes=True) for row in invitations.listing()]
    return schemas.Invitations(items=rows)


@bp.delete("/<uuid:invitation_id>")
@guards.admin
@bp.output({}, status_code=204)
@bp.doc(responses=[403, 404])
def withdraw(caller: guards.Caller, invitation_id: UUID) -> str:
    """Withdraw one: its link works no more."""
    invitations.withdraw(invitation_id, caller.user_id)
    return ""
