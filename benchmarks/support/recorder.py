"""A recorder that does not give up: keeps what is not stored, comes back, falls back to plain HTTP, finishes."""

import random
import threading
import time
from typing import Any

import requests
import websocket

from benchmarks.support.journal import Journal
from benchmarks.support.links import Closed, HttpLink, SocketLink
from benchmarks.support.streams import chunk_sizes
from scripts.client import Client, Refused

JSON = dict[str, Any]
# What a browser's recorder survives, and comes back after.
TROUBLES = (OSError, websocket.WebSocketException, requests.RequestException, Closed, Refused)
SILENCE_SECONDS = 8.0
LOOK_SECONDS = 2.0
BACKOFF_SECONDS = (0.1, 3.0)
SOCKET_PATIENCE = 3
HTTP_SECONDS = 4.0
# The rest will not change by itself.
HOPELESS = frozenset({"aborted", "not_found", "chunk_too_large", "recording_too_large"})


class Recorder:
    """Sends `data`, as much of it as was recorded by then, until it plays. One thread; see `start` and `join`.

    `seconds` is how long the recording takes (0: all of it is there at once). `sockets` False: plain HTTP only.
    """

    def __init__(
        self, client: Client, data: bytes, rng: random.Random, seconds: float = 0.0, sockets: bool = True
    ) -> None:
        self.started = client.start()
        self.data = data
        self.journal = Journal()
        self.acknowledged = self.stored = self.given = 0
        """Bytes: spooled by the server's word, in S3 by the server's word, handed to the network."""
        self._client, self._rng = client, rng
        self._seconds, self._sockets = seconds, sockets
        self._sizes = chunk_sizes(rng)
        self._next_size = next(self._sizes)
        self._begun = 0.0
        self._failures = 0
        self._link: SocketLink | HttpLink | None = None
        self._rewindable = self._stopped_before_loss = False
        self._gone = threading.Event()
        self._away = 0.0
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)

    @property
    def video_id(self) -> str:
        """The recording's id."""
        return str(self.started["video_id"])

    @property
    def done(self) -> bool:
        """Whether it plays, or nothing more can be done."""
        return self.journal.playable is not None or self._gone.is_set()

    @property
    def promised(self) -> int:
        """How many bytes must be in the end: all that were acknowledged, or where the machine was lost after the
        recorder's stop, all that were said to be stored."""
        return self.stored if self._stopped_before_loss else self.acknowledged

    def start(self) -> None:
        """Begins to record."""
        self._begun = time.monotonic()
        self._thread.start()

    def join(self, seconds: float) -> bool:
        """Waits for the end. Returns whether it came."""
        self._thread.join(max(seconds, 0.0))
        return not self._thread.is_alive()

    def reload(self, seconds: float) -> None:
        """The page dies now and is there again after `seconds`, with what was not stored and nothing else."""
        self._away = seconds
        self._hang_up()

    def lose_unstored(self) -> None:
        """The machine is gone with what it had acknowledged; what it had not said to be stored may be asked for again.

        To be called while nobody can connect.
        """
        self._rewindable = True
        self._stopped_before_loss = self.journal.finish_sent is not None

    def vanish(self) -> None:
        """The browser dies and never comes back."""
        self._gone.set()
        self._hang_up()

    # -- the life of it

    def _run(self) -> None:
        while not self.done:
            try:
                self._converse()
            except TROUBLES as problem:
                self._note(problem)
            except Exception as problem:
                # The edge of the thread: a recorder that dies would look like one that waits.
                self._complain(f"recorder broke: {type(problem).__name__}: {problem}")
                raise
            finally:
                self._hang_up()
            self._rest()

    def _converse(self) -> None:
        over_http = not self._sockets or self._failures >= SOCKET_PATIENCE
        link = self._link = (
            HttpLink(self._client, self.started) if over_http else SocketLink(self._client, self.started)
        )
        self._resume(link.offset, link.stored)
        until = time.monotonic() + HTTP_SECONDS if over_http and self._sockets else float("inf")
        while not self._gone.is_set() and not self._away:
            self._hear(link)
            if self.acknowledged == len(self.data):
                self._finish(link)
                return
            if time.monotonic() > until:
                # Plain HTTP works; perhaps sockets do again.
                self._failures = 0
                return

    def _hear(self, link: SocketLink | HttpLink) -> None:
        """Sends what there is to send and takes in what was answered."""
        piece = self._next_piece(link.offset)
        if piece and link.has_room:
            self.given = max(self.given, link.offset + len(piece))
            link.send(piece)
            self._next_size = next(self._sizes)
        for sent_at, offset, stored in link.answers(0.0 if piece and link.has_room else 0.02, SILENCE_SECONDS):
            self.stored = max(self.stored, stored)
            if sent_at is not None:
                self.acknowledged = offset
                self._failures = 0
                self.journal.taken(sent_at)
                self.journal.rest_chunks += isinstance(link, HttpLink)

    def _finish(self, link: SocketLink | HttpLink) -> None:
        """Says so once on this link, then listens and looks until it plays."""
        self.journal.finishing()
        link.finish(len(self.data))
        while not self._gone.is_set() and not self._away:
            if link.heard_finished(LOOK_SECONDS) or self._is_playable():
                self.journal.plays()
                return

    def _is_playable(self) -> bool:
        answer = requests.get(
            f"{self._client.url}/video/{self.video_id}",
            headers={"Authorization": f"Bearer {self._client.token}"},
            timeout=SILENCE_SECONDS,
        )
        if answer.status_code >= 500:
            return False
        video = answer.json()
        if video.get("status") == "failed" and not video.get("playback"):
            self._complain(f"the video failed: {video.get('error')}")
            self._gone.set()
        return bool(video.get("playback"))

    def _next_piece(self, offset: int) -> bytes:
        share = 1.0 if not self._seconds else min((time.monotonic() - self._begun) / self._seconds, 1.0)
        recorded = int(share * len(self.data))
        stop = min(offset + self._next_size, len(self.data))
        return self.data[offset:stop] if stop <= recorded else b""

    def _resume(self, offset: int, stored: int) -> None:
        """Goes on where the server says, if what it wants is still kept here."""
        if offset < self.stored:
            self._complain(f"bytes from {offset} are wanted again; up to {self.stored} they were said to be stored")
        if offset < self.acknowledged and not self._rewindable:
            self._complain(f"bytes from {offset} are wanted again; up to {self.acknowledged} they were acknowledged")
        if offset > self.given:
            self._complain(f"the server has {offset} bytes, only {self.given} were sent")
        self.acknowledged = offset
        self.stored = max(self.stored, stored)

    # -- troubles

    def _note(self, problem: Exception) -> None:
        code = problem.code if isinstance(problem, Refused) else None
        self.journal.troubles[str(code or problem or type(problem).__name__)[:60]] += 1
        if isinstance(self._link, SocketLink) or self._link is None:
            self._failures += 1
        elif code == "superseded":
            # A socket of ours that the server still knew; only another one can raise the epoch.
            self._failures = 0
        if code in HOPELESS:
            self._complain(f"refused for good: {problem}")
            self._gone.set()

    def _complain(self, what: str) -> None:
        self.journal.complaints.append(what)

    def _rest(self) -> None:
        if self.done:
            return
        if self._away:
            time.sleep(self._away)
            self._away = 0.0
            return
        least, most = BACKOFF_SECONDS
        time.sleep(min(least * 2 ** min(self._failures, 6), most) * self._rng.uniform(0.5, 1.0))

    def _hang_up(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.hang_up()
