"""One recording that is watched, in one process: reads what is new once, for all who watch it here.

1. A loop looks into the spool every POLL: nothing is added to what answers the recorder. What is new is read once, cut
   (app/domain/live), kept for a while, and handed to each viewer, who puts it aside and does not wait.
2. The index that is kept while parts are stored says what came before: where a player can begin, and with which head.
   So a process whose first viewer comes late reads what is in the spool, and no more.
3. Whoever begins, or goes back, reads from the spool and the copies, a page at a time and in their own thread, until
   they have come to what is kept here; from there on they follow.
4. While somebody watches, the recorder's socket is told so again and again, and has shorter chunks made.
5. It ends with its upload, or a while after its last viewer has left. A loop that fails goes on.
"""

import queue
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import Protocol

import structlog
from sqlalchemy import select

from app import events, loops
from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.live import Cutter, Mp4Cutter, Piece, Place, WebmCutter, cutter_of
from app.domain.uploads.containers import SNIFF_BYTES
from app.domain.uploads.states import UploadState
from app.domain.webm import WebmIndexer
from app.services.live.entrance import Watched
from app.services.live.reading import NotHere, Reader
from app.services.uploads.draining import HEAD_BYTES
from app.settings import settings

log = structlog.get_logger()

POLL = 0.1
# Between two looks at the upload's row; one at once where an event says that something happened.
LOOK = 3.0
LOOK_SOONEST = 0.3
# Of copies of another machine's spool, which come every SPILL_SECONDS.
COPIES_LOOK = 2.0
# A reload of the page finds it running.
LINGER = 10.0
# What is kept of it for those who come: at the rate of recorders half a minute, and two of their keyframes at least.
MOST_KEPT = 8 * 1024 * 1024
# What is read and handed out at once.
BLOCK = 256 * 1024
# The end of a stream whose last bytes nobody finds is waited for no longer.
LAST_BYTES = 3.0


class Viewer(Protocol):
    """Somebody who watches; nothing here may wait for them."""

    def take(self, piece: Piece) -> None:
        """What came."""

    def end(self, reason: str) -> None:
        """There is nothing more: `ended`, `aborted` or `unusable`."""


@dataclass(frozen=True, slots=True)
class Page:
    """Frames from somewhere in the recording, whole at the end of a take alone; what follows begins at `following`."""

    piece: Piece
    following: int


class Source:
    """See the module. Methods are safe across threads."""

    def __init__(self, watched: Watched) -> None:
        self.watched = watched
        self._lock = threading.Lock()
        self._viewers: set[Viewer] = set()
        self._kept: deque[Piece] = deque()
        self._kept_bytes = 0
        self._cutter: Cutter | None = None
        self._position = 0
        self._reader = Reader(watched.video_id, watched.upload_id)
        self._here, self._cursor = True, 0
        self._size: int | None = None
        self._sized = 0.0
        self._looked = self._told = -times.BEAT
        self._due = False
        self._holders, self._left = 0, time.monotonic()
        self._copied = -COPIES_LOOK
        self._stop = threading.Event()
        self.over: str | None = None

    # ---- for viewers -------------------------------------------------------------------------------------------------

    @property
    def edge(self) -> float:
        """Up to which second there are frames."""
        with self._lock:
            return self._cutter.edge if self._cutter else 0.0

    def place(self, second: float) -> Place | None:
        """The last place at or before that second at which a player can begin; None where there is none yet."""
        with self._lock:
            return self._cutter.place(second) if self._cutter else None

    def wait(self, viewer: Viewer) -> None:
        """From now on they are handed what comes."""
        with self._lock:
            self._add(viewer)

    def follow(self, viewer: Viewer, offset: int) -> bool:
        """Hands them what is kept from `offset` on, and then what comes; False where that is not kept any more."""
        with self._lock:
            stop = self._kept[-1].stop if self._kept else -1
            if not self._kept or not self._kept[0].start <= offset <= stop:
                return False
            for piece in self._kept:
                if piece.start >= offset:
                    viewer.take(piece)
                elif piece.stop > offset:
                    viewer.take(Piece(offset, piece.data[offset - piece.start :], piece.take))
            self._add(viewer)
            return True

    def leave(self, viewer: Viewer) -> None:
        """They are handed nothing more."""
        with self._lock:
            self._viewers.discard(viewer)

    def hold(self) -> bool:
        """Somebody comes, and it goes on until they let go, unless the stream ends; False where it has ended."""
        with self._lock:
            if self.over is None:
                self._holders += 1
            return self.over is None

    def let_go(self) -> None:
        """Somebody has left."""
        with self._lock:
            self._holders -= 1
            self._left = time.monotonic()

    def page(self, reader: Reader, offset: int) -> Page | None:
        """Frames from `offset` on; None where there are none yet, or none any more. Raises StorageError."""
        with self._lock:
            bounds = self._cutter.bounds(offset) if self._cutter else None
        if bounds is None:
            return None
        try:
            data = reader.read(offset, min(bounds.stop, offset + 4 * BLOCK))
        except NotHere:
            return None
        stop = offset + len(data)
        following = bounds.following if stop >= bounds.stop and bounds.following is not None else stop
        begins = bounds.take.begins if offset == bounds.start else None
        return Page(Piece(offset, data, bounds.take, begins), following)

    def _add(self, viewer: Viewer) -> None:
        if self.over:
            viewer.end(self.over)
        else:
            self._viewers.add(viewer)

    # ---- the loop ----------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Until there is nothing more to hand out, or nobody who wants it."""
        with events.hub().listen(events.video_channel(self.watched.video_id)) as mailbox:
            loops.run("live-source", lambda: self._turn(mailbox), stop=self._stop)

    def end(self, reason: str) -> None:
        """Tells those who watch, and ends."""
        with self._lock:
            self.over = reason
            viewers, self._viewers = self._viewers, set()
        self._stop.set()
        for viewer in viewers:
            viewer.end(reason)

    def _turn(self, mailbox: events.Mailbox) -> None:
        self._due = _heard(mailbox) or self._due
        now = time.monotonic()
        if now - self._looked >= (LOOK_SOONEST if self._due else LOOK):
            self._looked, self._due = now, False
            self._look()
        if self.over is None:
            self._read()
        if self.over is None:
            self._tell_recorder(now)
            self._leave_off(now)

    def _look(self) -> None:
        """What has become of the upload."""
        columns = Upload.state, Upload.host, Upload.cursor, Upload.size
        with transaction() as work:
            row = work.execute(select(*columns).where(Upload.id == self.watched.upload_id)).one_or_none()
        if row is None or row.state == UploadState.ABORTED:
            self.end("aborted")
            return
        self._here, self._cursor = row.host == settings().host_id, row.cursor
        if row.state != UploadState.OPEN and self._size is None:
            self._size, self._sized = row.size or 0, time.monotonic()

    def _read(self) -> None:
        """Reads what is new, cuts it and hands it out."""
        if not self._here and time.monotonic() - self._copied < COPIES_LOOK:
            return
        self._copied = time.monotonic()
        if self._cutter is None and not self._begin():
            return
        try:
            end = self._reader.end(self._here, self._cursor)
            while self._position < end and not self._stop.is_set():
                data = self._reader.read(self._position, min(end, self._position + BLOCK))
                self._position += len(data)
                self._hand_out(data)
        except NotHere:
            # Stored and released before it was read here: the index knows of it by now.
            self._begin()
        if self._size is not None:
            self._end_where_read()

    def _end_where_read(self) -> None:
        assert self._size is not None
        if self._position >= self._size or time.monotonic() - self._sized > LAST_BYTES:
            self.end("ended")

    def _begin(self) -> bool:
        """Finds out what came before, and where to read on; returns whether that is known."""
        columns = Upload.cursor, Upload.index_state, Upload.host
        with transaction() as work:
            row = work.execute(select(*columns).where(Upload.id == self.watched.upload_id)).one_or_none()
        if row is None:
            return False
        self._here, self._cursor = row.host == settings().host_id, row.cursor
        found = self._cutter_at(row.cursor, row.index_state)
        if found is None:
            return False
        with self._lock:
            self._cutter, self._position = found
        return True

    def _cutter_at(self, cursor: int, state: bytes | None) -> tuple[Cutter, int] | None:
        """What cuts, and from which byte on."""
        index = _index(state)
        if index is not None:
            return WebmCutter(index), index.total_size
        end = self._reader.end(self._here, cursor)
        if end < SNIFF_BYTES and self._size is None:
            return None
        cutter = self._told_by_head(min(end, HEAD_BYTES if cursor else SNIFF_BYTES), cursor)
        if cutter is None:
            self.end("unusable")
            return None
        return cutter, cursor

    def _told_by_head(self, size: int, cursor: int) -> Cutter | None:
        """What cuts the bytes from the cursor on of a stream, by the first ones; None where nothing can."""
        try:
            opening = self._reader.read(0, size)
        except NotHere:
            return None
        cutter = cutter_of(opening)
        if not cursor:
            return cutter
        return cutter.resumed(opening, cursor) if isinstance(cutter, Mp4Cutter) else None

    def _hand_out(self, data: bytes) -> None:
        assert self._cutter is not None
        with self._lock:
            pieces = self._cutter.push(data)
            for piece in pieces:
                self._keep(piece)
                for viewer in self._viewers:
                    viewer.take(piece)
        if self._cutter.unusable:
            log.info("cannot be watched", upload_id=str(self.watched.upload_id), reason=self._cutter.unusable)
            self.end("unusable")

    def _keep(self, piece: Piece) -> None:
        if self._kept and self._kept[-1].stop != piece.start:
            # A gap: whoever goes on from before it would miss what lies in it.
            self._kept.clear()
            self._kept_bytes = 0
        self._kept.append(piece)
        self._kept_bytes += len(piece.data)
        while self._kept_bytes > MOST_KEPT and len(self._kept) > 1:
            self._kept_bytes -= len(self._kept.popleft().data)

    def _tell_recorder(self, now: float) -> None:
        if self._holders and now - self._told >= times.BEAT:
            self._told = now
            events.publish(events.upload_channel(self.watched.upload_id), {"watched": True})

    def _leave_off(self, now: float) -> None:
        with self._lock:
            if not self._holders and now - self._left > LINGER:
                self.over = "left"
                self._stop.set()


def _heard(mailbox: events.Mailbox) -> bool:
    """Waits a moment; returns whether something happened to the video."""
    try:
        mailbox.get(timeout=POLL)
    except queue.Empty:
        return False
    while not mailbox.empty():
        mailbox.get_nowait()
    return True


def _index(state: bytes | None) -> WebmIndexer | None:
    """The index that was kept, of a WebM that it can be read on; None where it says nothing of that."""
    try:
        index = WebmIndexer.from_bytes(state) if state else None
    except ValueError:
        return None
    return None if index is None or index.unsupported or index.lost else index
