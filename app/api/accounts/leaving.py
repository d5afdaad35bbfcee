"""/account/export and /account/closing: take along what is one's own, and go."""

from apiflask import APIBlueprint
from flask import Response
from flask_jwt_extended import unset_jwt_cookies

from app import guards
from app.api.accounts import leaving_schemas as schemas
from app.api.accounts import render
from app.services.leaving import closing, exports

bp = APIBlueprint("leaving", __name__, url_prefix="/account", tag="Account")


@bp.get("/export")
@guards.in_person
@bp.output(schemas.Export)
def export(caller: guards.Caller) -> schemas.Export:
    """How far one's export is, and where it can be saved."""
    return render.export(exports.current(caller.user_id))


@bp.post("/export")
@guards.in_person
@guards.limited("export_account")
@bp.output(schemas.Export, status_code=202)
@bp.doc(responses=[409])
def ask_for_export(caller: guards.Caller) -> schemas.Export:
    """Have everything packed that is one's own. It takes the place of the export before."""
    return render.export(exports.ask(caller.user_id))


@bp.post("/closing")
@guards.in_person
@guards.limited("password")
@bp.input(schemas.Closing, arg_name="body")
@bp.output({}, status_code=204)
@bp.doc(responses=[403, 409, 503])
def close(caller: guards.Caller, body: schemas.Closing) -> Response:
    """End one's account, with all of one's videos, for good. What one said about others' videos stays, as nobody's."""
    closing.close(caller.user_id, body.password)
    response = Response(status=204)
    unset_jwt_cookies(response)
    return response
