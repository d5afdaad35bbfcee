"""/account/picture: what others see beside one's name."""

from apiflask import APIBlueprint
from flask import request

from app import guards
from app.api.accounts import account_schemas as schemas
from app.api.accounts import render
from app.domain.accounts.pictures import LARGEST_BYTES
from app.errors import VideoFlowError
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
    return render.account(pictures.take(caller.user_id, _body()))


@bp.delete("")
@guards.in_person
@bp.output(schemas.Account)
def remove(caller: guards.Caller) -> schemas.Account:
    """Be shown by one's initials again."""
    return render.account(pictures.remove(caller.user_id))


def _body() -> bytes:
    # One byte more, so that who looks at it sees that it is too much.
    request.max_content_length = LARGEST_BYTES + 1
    if (request.content_length or 0) > LARGEST_BYTES:
        raise VideoFlowError("picture_too_large", "A picture has 5 MiB at most.", 413)
    return request.get_data(cache=False)
