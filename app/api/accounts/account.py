"""/account: what is one's own to see and to change."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.accounts import account_schemas as schemas
from app.api.accounts import render
from app.services.accounts import confirmations, credentials, profile, whereabouts

bp = APIBlueprint("account", __name__, url_prefix="/account", tag="Account")


@bp.get("")
@guards.in_person
@bp.output(schemas.Account)
def account(caller: guards.Caller) -> schemas.Account:
    """What the account says about its person."""
    return render.account(profile.of(caller.user_id))


@bp.patch("")
@guards.in_person
@bp.input(schemas.AccountChange, arg_name="body")
@bp.output(schemas.Account)
@bp.doc(responses=[400])
def change(caller: guards.Caller, body: schemas.AccountChange) -> schemas.Account:
    """Change some of it."""
    return render.account(profile.change(caller.user_id, body.model_dump(exclude_unset=True)))


@bp.post("/password")
@guards.in_person
@guards.limited("password")
@bp.input(schemas.NewPassword, arg_name="body")
@bp.output({}, status_code=204)
@bp.doc(responses=[403, 409, 422, 503])
def change_password(caller: guards.Caller, body: schemas.NewPassword) -> str:
    """Take another password. Every other sign-in ends within a minute."""
    credentials.change_password(caller.user_id, body.current, body.new, keep=caller.sign_in_id)
    return ""


@bp.post("/confirmation")
@guards.in_person
@guards.limited("confirmation")
@bp.output({}, status_code=202)
def ask_for_confirmation(caller: guards.Caller) -> dict[str, str]:
    """Have the mail sent again that shows whose the email is. Without a mail server nothing is sent."""
    confirmations.ask(caller.user_id)
    return {}


@bp.get("/sign-ins")
@guards.in_person
@bp.output(schemas.SignIns)
def sign_ins(caller: guards.Caller) -> schemas.SignIns:
    """Where one is signed in."""
    rows = whereabouts.listing(caller.user_id)
    return schemas.SignIns(items=[render.sign_in(row, caller.sign_in_id) for row in rows])


@bp.delete("/sign-ins/<uuid:sign_in_id>")
@guards.in_person
@bp.output({}, status_code=204)
@bp.doc(responses=[404])
def end_sign_in(caller: guards.Caller, sign_in_id: UUID) -> str:
    """End one of them, with what it opened."""
    whereabouts.end(caller.user_id, sign_in_id)
    return ""


@bp.delete("/sign-ins")
@guards.in_person
@bp.output({}, status_code=204)
def end_others(caller: guards.Caller) -> str:
    """End all of them but this one."""
    whereabouts.end_others(caller.user_id, keep=caller.sign_in_id)
    return ""
