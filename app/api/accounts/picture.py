"""/account/picture: what others see beside one's name."""

from apiflask import APIBlueprint

from app import guards
from app.api.accounts import account_schemas as schemas
from app.api.accounts import render
from app.api.wire import picture
from app.services.accounts import pictures

bp = APIBlueprint("picture", __name__, url_prefix="/account/picture", tag="Account")


@bp.put("")
@guards.in_person
@guards.limited("picture")
@guards.raw
@bp.output(schemas.Account)
@bp.doc(responses=[413, 415])
def put(caller: guards.Caller) -> schemas.Account:
    """Take the body, a PNG, JPEG or WebP, as one's picture. It is made small and square."""
    return render.account(pictures.take(caller.user_id, picture()))


@bp.delete("")
@guards.in_person
@bp.output(schemas.Account)
def remove(caller: guards.Caller) -> schemas.Account:
    """Be shown by one's initials again."""
    return render.account(pictures.remove(caller.user_id))
