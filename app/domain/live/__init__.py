"""A recording as those see it who watch while it is made: cut, as it comes, where a player can begin.

`cutter_of` makes what cuts a stream by its first bytes; `Piece`s come out of it, whole frames each.
"""

from app.domain.live.mp4 import Mp4Cutter
from app.domain.live.pieces import Beginning, Cutter, Piece, Place
from app.domain.live.webm import WebmCutter
from app.domain.uploads.containers import Container, sniff

__all__ = ["Beginning", "Cutter", "Mp4Cutter", "Piece", "Place", "WebmCutter", "cutter_of"]


def cutter_of(opening: bytes) -> Cutter | None:
    """What cuts a stream that begins like that; None where nobody can watch such a one before its end."""
    match sniff(opening):
        case Container.WEBM | Container.MATROSKA:
            return WebmCutter()
        case Container.MP4:
            return Mp4Cutter()
        case _:
            return None
