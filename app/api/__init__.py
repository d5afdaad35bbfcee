"""HTTP: parse, one service call, serialise. One blueprint a noun."""

from apiflask import APIFlask

from app.api import (
    annotations,
    auth,
    delivery,
    direct_uploads,
    documents,
    events,
    files,
    health,
    playlists,
    sessions,
    spa,
    spec,
    uploads,
    videos,
)


def register(app: APIFlask) -> None:
    """Adds every blueprint; the browser app comes last, as it answers for whatever path is left."""
    incoming = (auth, uploads, files, direct_uploads, sessions, events)
    for module in (*incoming, videos, delivery, playlists, annotations, documents, health):
        app.register_blueprint(module.bp)
    spa.register(app)
    spec.register(app)
