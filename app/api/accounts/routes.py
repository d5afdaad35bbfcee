"""/auth: accounts and sign-ins. Tokens go into the body, or for browsers into httpOnly cookies."""

from apiflask import APIBlueprint
from flask import Response, jsonify
from flask_jwt_extended import get_jwt, set_access_cookies, set_refresh_cookies, unset_jwt_cookies

from app import guards
from app.api.accounts import render, schemas
from app.services.accounts import sign_ins
from app.services.accounts.sign_ins import SignedIn
from app.settings import settings

bp = APIBlueprint("auth", __name__, url_prefix="/auth")


@bp.post("/register")
@guards.public
@bp.input(schemas.Registration, arg_name="body")
@bp.output(schemas.Session, status_code=201)
def register(body: schemas.Registration) -> Response:
    """Create an account; the first one is the admin."""
    return _answer(sign_ins.register(body.email, body.password, body.name), body.delivery == "cookie", 201)


@bp.post("/login")
@guards.public
@bp.input(schemas.Credentials, arg_name="body")
@bp.output(schemas.Session)
def login(body: schemas.Credentials) -> Response:
    """Sign in."""
    return _answer(sign_ins.login(body.email, body.password), body.delivery == "cookie")


@bp.post("/refresh")
@guards.refresher
@bp.output(schemas.Session)
def refresh() -> Response:
    """Trade a refresh token for new tokens; the old one is spent."""
    signed_in = sign_ins.refresh(guards.sign_in_id(), str(get_jwt().get("rot")))
    return _answer(signed_in, in_cookies=not guards.has_bearer())


@bp.post("/logout")
@guards.signed_in
@bp.output({}, status_code=204)
def logout(caller: guards.Caller) -> Response:
    """End this sign-in everywhere it is used."""
    if caller.sign_in_id:
        sign_ins.logout(caller.sign_in_id)
    response = Response(status=204)
    unset_jwt_cookies(response)
    return response


@bp.get("/me")
@guards.signed_in
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
        {"registration": settings().registration, "first_account": not sign_ins.any_account()}
    )


def _answer(signed_in: SignedIn, in_cookies: bool, status: int = 200) -> Response:
    response = jsonify(render.session(signed_in, in_cookies).model_dump(mode="json"))
    response.status_code = status
    if in_cookies:
        set_access_cookies(response, signed_in.access_token)
        set_refresh_cookies(response, signed_in.refresh_token)
    return response
