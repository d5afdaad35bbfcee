"""WebM without a demuxer: index a recording while it passes, then write the head that makes it seekable.

A `WebmIndexer` takes the bytes as they come, cut anywhere, and can be saved after any of them for another process
to go on. `build_head` turns its `result()` into the bytes that replace the first `head_length` bytes of the recording;
everything behind them stays as it was sent.
"""

from app.domain.webm.header import CannotRewrite, build_head
from app.domain.webm.index import WebmIndexer
from app.domain.webm.model import Cue, Damage, Restart, Take, Track, WebmIndex

__all__ = ["CannotRewrite", "Cue", "Damage", "Restart", "Take", "Track", "WebmIndex", "WebmIndexer", "build_head"]
