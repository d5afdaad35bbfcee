"""/auth: accounts and sign-ins. Tokens go into the body, or for browsers into httpOnly cookies."""

from apiflask import APIBlueprint
from flask import Response, jsonify, request
from flask_jwt_extended import get_jwt, set_access_cookies, set_refresh_cookies, unset_jwt_cookies

from app import guards, identity, limiting
from app.api.accounts import render, schemas
from app.domain.accounts import devices, emails
from app.services.accounts import admission, claims, confirmations, resets, sign_ins
from app.services.accounts.sign_ins import SignedIn
from app.services.workspace import choices
from app.settings import settings

bp = APIBlueprint("auth", __name__, url_prefix="/auth")


@bp.post("/register")
@guards.public
@guards.limited("register")
@bp.input(schemas.Registration, arg_name="body")
@bp.output(schemas.Session, status_code=201)
@bp.doc(responses=[403, 409, 410, 422])
def register(body: schemas.Registration) -> Response:
    """Create an account; the first one is the admin."""
    proof = admission.Proof(body.setup_code, body.invitation)
    signed_in = sign_ins.register(body.email, body.password, body.name, proof, _device())
    return _answer(signed_in, body.delivery == "cookie", 201)


@bp.post("/login")
@guards.public
@guards.limited("login")
@bp.input(schemas.Credentials, arg_name="body")
@bp.output(schemas.Session)
@bp.doc(responses=[401, 403])
def login(body: schemas.Credentials) -> Response:
    """Sign in."""
    # However it is written: a guess at one account is counted for that account.
    account = emails.normalised(body.email) or body.email.casefold()
    limiting.take("login", account=account)
    signed_in = sign_ins.login(body.email, body.password, _device(), guards.address())
    # Who knows the password was not guessing, however often they sign in.
    limiting.forget("login", "account", account)
    return _answer(signed_in, body.delivery == "cookie")


@bp.post("/forgot")
@guards.public
@guards.limited("forgot")
@bp.input(schemas.Forgotten, arg_name="body")
@bp.output({}, status_code=202)
def forgot(body: schemas.Forgotten) -> dict[str, str]:
    """Ask for a mail with a link to choose a new password. The answer is the same for every address."""
    limiting.take("forgot", account=body.email)
    resets.ask(body.email)
    return {}


@bp.post("/reset")
@guards.public
@guards.limited("reset")
@bp.input(schemas.Reset, arg_name="body")
@bp.output({}, status_code=204)
@bp.doc(responses=[410, 422, 503])
def reset(body: schemas.Reset) -> str:
    """Choose a new password by that link, once. All that acts for the account ends: sign-ins and API tokens."""
    resets.use(body.token, body.password)
    return ""


@bp.post("/confirm")
@guards.public
@guards.limited("confirm")
@bp.input(schemas.Confirmation, arg_name="body")
@bp.output({}, status_code=204)
@bp.doc(responses=[410])
def confirm(body: schemas.Confirmation) -> str:
    """Show that an email is its account's. What others gave to it, and what it said as a guest, is then its."""
    confirmations.confirm(body.token)
    return ""


@bp.post("/refresh")
@guards.refresher
@guards.limited("refresh")
@bp.output(schemas.Session)
def refresh() -> Response:
    """Trade a refresh token for new tokens; the old one is spent."""
    signed_in = sign_ins.refresh(identity.sign_in_id(), str(get_jwt().get("rot")))
    return _answer(signed_in, in_cookies=not identity.has_bearer())


@bp.post("/logout")
@guards.in_person
@bp.output({}, status_code=204)
def logout(caller: guards.Caller) -> Response:
    """End this sign-in everywhere it is used."""
    if caller.sign_in_id:
        sign_ins.logout(caller.sign_in_id)
    response = Response(status=204)
    unset_jwt_cookies(response)
    return response


@bp.get("/me")
@guards.in_person
@bp.output(schemas.Me)
def me(caller: guards.Caller) -> schemas.Me:
    """Who is signed in."""
    operate = schemas.Operate(flower_url=settings().flower_url) if caller.role == "admin" else None
    return schemas.Me(user=render.user(sign_ins.user_by_id(caller.user_id)), operate=operate)


@bp.get("/options")
@guards.public
@bp.output(schemas.AuthOptions)
def options() -> schemas.AuthOptions:
    """What the sign-up page must know."""
    return schemas.AuthOptions.model_validate(
        {
            "registration": choices.rule().registration,
            "first_account": not sign_ins.any_account(),
            "setup_code": admission.needs_setup_code(),
            "mail": resets.available(),
        }
    )


@bp.post("/invitations/accept")
@guards.in_person
@bp.input(schemas.Acceptance, arg_name="body")
@bp.output({}, status_code=204)
@bp.doc(responses=[403, 410])
def accept(caller: guards.Caller, body: schemas.Acceptance) -> str:
    """Take up an invitation with the account one has: what waited for its address is then the account's."""
    claims.accept(caller.user_id, body.invitation)
    return ""


def _device() -> str | None:
    return devices.named(request.user_agent.string)


def _answer(signed_in: SignedIn, in_cookies: bool, status: int = 200) -> Response:
    response = jsonify(render.session(signed_in, in_cookies).model_dump(mode="json"))
    response.status_code = status
    if in_cookies:
        # No longer than what is in them: a browser then forgets what nobody would take.
        set_access_cookies(response, signed_in.access_token, max_age=settings().access_token_minutes * 60)
        set_refresh_cookies(response, signed_in.refresh_token, max_age=settings().refresh_token_days * 24 * 3600)
    return response
