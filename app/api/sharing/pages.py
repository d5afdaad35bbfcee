"""/s/{token}, /guide/{token}, /embed/{token}: the app's page, with what other services show of a link; and /oembed."""

from typing import Annotated, Literal

from apiflask import APIBlueprint
from flask import Response
from pydantic import BaseModel, Field, StringConstraints

from app import guards, headers
from app.api import spa
from app.api.wire import NO_NUL
from app.domain.sharing import previews
from app.domain.workspace import branding
from app.errors import VideoFlowError
from app.services.access.videos import gone
from app.services.sharing import publishing
from app.services.workspace import choices
from app.settings import settings

bp = APIBlueprint("pages", __name__, tag="Links")

Pixels = Annotated[int, Field(ge=1, le=100_000)]


class OembedQuery(BaseModel):
    """What a consumer asks: the address of a link, and how large its player may be."""

    url: Annotated[str, StringConstraints(max_length=2000, pattern=NO_NUL)]
    format: Literal["json", "xml"] = "json"
    maxwidth: Pixels | None = None
    maxheight: Pixels | None = None


class Oembed(BaseModel):
    """An oEmbed answer of type video."""

    version: Literal["1.0"]
    type: Literal["video"]
    provider_name: str
    provider_url: str
    title: str
    author_name: str
    html: str
    width: int
    height: int
    thumbnail_url: str | None = None
    thumbnail_width: int | None = None
    thumbnail_height: int | None = None


@bp.get("/s/<token>")
@bp.doc(hide=True)
@guards.public
def shared(token: str) -> Response:
    """The page of a link."""
    return _page(token, "index.html")


@bp.get("/guide/<token>")
@bp.doc(hide=True)
@guards.public
def guide(token: str) -> Response:
    """The page of a link's guide."""
    return _page(token, "index.html")


@bp.get("/embed/<token>")
@bp.doc(hide=True)
@guards.public
def embedded(token: str) -> Response:
    """The player alone, for the frames of whatever sites its link, the workspace or EMBED_ANCESTORS names."""
    return headers.framed(_page(token, "embed.html"), settings(), publishing.ancestors(token))


@bp.get("/oembed")
@guards.public
@bp.input(OembedQuery, location="query", arg_name="query")
@bp.output(Oembed)
@bp.doc(responses=[404, 501])
def oembed(query: OembedQuery) -> Oembed:
    """How to show the video of a link (oembed.com); `gone` for what does not let everybody see it."""
    if query.format == "xml":
        raise VideoFlowError("json_only", "This is told as JSON only.", 501)
    token = previews.token_of(query.url, _base())
    found = publishing.preview(token) if token else None
    if found is None:
        raise gone()
    return Oembed.model_validate(previews.oembed(found, _base(), query.maxwidth, query.maxheight))


def _page(token: str, document: str) -> Response:
    """Kept nowhere and told to nobody: its address is what opens the video."""
    found = publishing.preview(token)
    html = branding.in_page(spa.document(document), choices.current())
    body = previews.in_page(html, found, _base()) if found else html
    kept = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
    return Response(body, mimetype="text/html", headers=kept)


def _base() -> str:
    return settings().public_url.rstrip("/")
