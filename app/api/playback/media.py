"""Objects under /api/media: an address of ours sends whoever asks on to the object store, by GET or by HEAD.

Its signature opens it, as players and download managers send no headers of ours. Not in the API's description, because
programs are given these addresses and do not make them up.
"""

from apiflask import APIBlueprint
from flask import Response, request

from app import guards
from app.domain.playback.links import Link
from app.services.playback import signed_urls

bp = APIBlueprint("media", __name__, url_prefix="/api/media", enable_openapi=False)


@bp.get("/<path:key>")
@guards.media_link
def media(link: Link) -> Response:
    """Where the object is, for the method that was asked by; it may be remembered for as long as it leads there."""
    target = signed_urls.target(link, by_head=request.method == "HEAD")
    headers = {"Location": target.url, "Cache-Control": f"private, max-age={target.seconds}"}
    return Response(status=307, headers=headers)
