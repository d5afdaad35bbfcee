"""/account/tokens: what programs bring along that act in one's name."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.accounts import token_schemas as schemas
from app.services.accounts import api_tokens

bp = APIBlueprint("tokens", __name__, url_prefix="/account/tokens", tag="Account")


@bp.post("")
@guards.in_person
@guards.limited("token")
@bp.input(schemas.TokenWish, arg_name="body")
@bp.output(schemas.NewToken, status_code=201)
@bp.doc(responses=[400, 409])
def create(caller: guards.Caller, body: schemas.TokenWish) -> schemas.NewToken:
    """Make an API token. It is shown this once."""
    row, token = api_tokens.create(caller.user_id, body.name, body.scopes, body.expires_at)
    return schemas.NewToken(**schemas.Token.model_validate(row).model_dump(), token=token)


@bp.get("")
@guards.in_person
@bp.output(schemas.Tokens)
def listing(caller: guards.Caller) -> schemas.Tokens:
    """One's API tokens that count, the newest first."""
    rows = api_tokens.listing(caller.user_id)
    return schemas.Tokens(items=[schemas.Token.model_validate(row) for row in rows])


@bp.delete("/<uuid:token_id>")
@guards.in_person
@bp.output({}, status_code=204)
@bp.doc(responses=[404])
def revoke(caller: guards.Caller, token_id: UUID) -> str:
    """Revoke one. What it opened ends within a minute."""
    api_tokens.revoke(caller.user_id, token_id)
    return ""
