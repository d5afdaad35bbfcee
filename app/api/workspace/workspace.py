"""/admin/workspace: what administrators choose for everybody. /workspace/logo: the picture, for whoever asks."""

from apiflask import APIBlueprint
from flask import Response

from app import guards
from app.api.wire import picture
from app.api.workspace import schemas
from app.domain.workspace import branding
from app.domain.workspace.choices import Workspace
from app.services.workspace import choices, logo
from app.settings import settings

bp = APIBlueprint("workspace", __name__, tag="Administration")

_A_YEAR = 365 * 24 * 3600


@bp.get("/admin/workspace")
@guards.admin
@bp.output(schemas.Workspace)
@bp.doc(responses=[403])
def read(caller: guards.Caller) -> schemas.Workspace:
    """What is chosen, and what holds where nothing is."""
    choices.forget()
    return _shown(choices.current())


@bp.patch("/admin/workspace")
@guards.admin
@bp.input(schemas.WorkspaceChange, arg_name="body")
@bp.output(schemas.Workspace)
@bp.doc(responses=[400, 403])
def change(caller: guards.Caller, body: schemas.WorkspaceChange) -> schemas.Workspace:
    """Choose some of it; null is as the server was told. All processes go by it within seconds."""
    return _shown(choices.change(caller.user_id, body.changes()))


@bp.put("/admin/workspace/logo")
@guards.admin
@guards.raw
@bp.output({}, status_code=204)
@bp.doc(responses=[403, 413, 415])
def put_logo(caller: guards.Caller) -> str:
    """The body is a PNG, JPEG or WebP of at most 5 MiB; it is made anew, and smaller."""
    logo.put(caller.user_id, picture())
    return ""


@bp.delete("/admin/workspace/logo")
@guards.admin
@bp.output({}, status_code=204)
@bp.doc(responses=[403])
def remove_logo(caller: guards.Caller) -> str:
    """Go on without one."""
    logo.remove(caller.user_id)
    return ""


@bp.get("/workspace/logo/<name>")
@guards.public
@bp.doc(hide=True)
def read_logo(name: str) -> Response:
    """The picture, in a type of ours; another one has another address."""
    headers = {
        "Cache-Control": f"public, max-age={_A_YEAR}, immutable",
        "Content-Security-Policy": "default-src 'none'",
    }
    return Response(logo.read(name), mimetype=logo.TYPE, headers=headers)


def _shown(chosen: Workspace) -> schemas.Workspace:
    otherwise = schemas.Otherwise(
        registration=settings().registration,
        registration_domains=list(settings().allowed_domains),
        embed_ancestors=settings().embed_ancestors,
    )
    return schemas.Workspace(
        name=chosen.name,
        colour=chosen.colour,
        logo_url=branding.logo_path(chosen.logo_key),
        registration=chosen.registration,
        registration_domains=list(chosen.registration_domains),
        default_visibility=chosen.default_visibility,
        retention_days=chosen.retention_days,
        embed_domains=None if chosen.embed_domains is None else list(chosen.embed_domains),
        otherwise=otherwise,
    )
