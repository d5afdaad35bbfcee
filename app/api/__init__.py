"""HTTP: parse, one service call, serialise. One blueprint a noun."""

from apiflask import APIFlask

from app.api import spa, spec
from app.api.accounts import account, bell, invitations, leaving, people, picture, tokens
from app.api.accounts import routes as accounts_routes
from app.api.annotations import exports as annotation_exports
from app.api.annotations import routes as annotations_routes
from app.api.annotations import voices
from app.api.documents import editing as guide_editing
from app.api.documents import marks
from app.api.documents import routes as documents_routes
from app.api.files import direct_uploads
from app.api.files import routes as files_routes
from app.api.ingest import routes as ingest_routes
from app.api.multitrack import routes as multitrack_routes
from app.api.operations import routes as operations_routes
from app.api.playback import media, playlists
from app.api.playback import routes as playback_routes
from app.api.redaction import routes as redaction_routes
from app.api.search import routes as search_routes
from app.api.sharing import guest_edits, guests, pages
from app.api.sharing import routes as sharing_routes
from app.api.videos import events
from app.api.videos import routes as videos_routes
from app.api.workspace import audit, workspace


def register(app: APIFlask) -> None:
    """Adds every blueprint; the browser app comes last, as it answers for whatever path is left."""
    incoming = (
        accounts_routes,
        account,
        bell,
        tokens,
        leaving,
        picture,
        ingest_routes,
        marks,
        files_routes,
        direct_uploads,
        multitrack_routes,
        events,
    )
    for module in (
        *incoming,
        videos_routes,
        playback_routes,
        playlists,
        media,
        annotations_routes,
        annotation_exports,
        voices,
        documents_routes,
        guide_editing,
        redaction_routes,
        search_routes,
        sharing_routes,
        guests,
        guest_edits,
        pages,
        people,
        invitations,
        audit,
        workspace,
        operations_routes,
    ):
        app.register_blueprint(module.bp)
    spa.register(app)
    spec.register(app)
