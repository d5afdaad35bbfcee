"""A TCP proxy that can be told to misbehave: cut the line, hang up, answer 500, be slow."""

import asyncio
import re
import threading
from contextlib import suppress
from enum import Enum

from scripts.ports import HOST

_BLOCK = 64 * 1024
_ERROR_BODY = b"<Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>"


class Mode(Enum):
    """What becomes of the bytes."""

    PASS = "pass"
    CUT = "cut"
    REFUSE = "refuse"
    ERRORS = "errors"
    SLOW = "slow"


class Link:
    """One connection through the proxy. A `lost` one never carries a byte again, and neither end is told."""

    def __init__(self, client: asyncio.StreamWriter) -> None:
        self.client = client
        self.server: asyncio.StreamWriter | None = None
        self.lost = False

    def close(self) -> None:
        """Hangs up on both ends."""
        for end in (self.client, self.server):
            if end is not None:
                with suppress(OSError, RuntimeError):
                    end.close()


class Proxy:
    """Listens on a free port of the loopback address and forwards to `target`, in a thread of its own."""

    def __init__(self, target: int, bytes_per_second: int = 500_000) -> None:
        self.port = 0
        self._target = target
        self._speed = bytes_per_second
        self._mode = Mode.PASS
        self._links: set[Link] = set()
        self._loop = asyncio.new_event_loop()
        listening = threading.Event()
        threading.Thread(target=self._run, args=(listening,), name="proxy", daemon=True).start()
        listening.wait()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self.port}"

    def cut(self) -> None:
        """From now on no byte passes; connections stay open and silent, new ones too."""
        self._set(Mode.CUT)

    def refuse(self) -> None:
        """Hangs up on everybody, and on whoever comes anew."""
        self._set(Mode.REFUSE)
        self._loop.call_soon_threadsafe(self._hang_up)

    def answer_errors(self) -> None:
        """Breaks every connection; whoever comes anew gets a 500 to each request."""
        self._set(Mode.ERRORS)
        self._loop.call_soon_threadsafe(self._hang_up)

    def slow_down(self) -> None:
        """Lets each connection have a little bandwidth only."""
        self._set(Mode.SLOW)

    def heal(self, forget: bool = False) -> None:
        """Works again. After a cut, `forget` leaves what was open silent for ever, as a router without memory does."""
        self._set(Mode.PASS)
        if forget:
            self._loop.call_soon_threadsafe(self._lose)

    def stop(self) -> None:
        """Hangs up on everybody and listens no more."""
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _set(self, mode: Mode) -> None:
        self._mode = mode

    def _hang_up(self) -> None:
        for link in list(self._links):
            link.close()

    def _lose(self) -> None:
        for link in self._links:
            link.lost = True

    def _run(self, listening: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, HOST, 0, backlog=512))
        self.port = server.sockets[0].getsockname()[1]
        listening.set()
        self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = Link(writer)
        self._links.add(link)
        try:
            await self._gate(link)
            if self._mode is Mode.REFUSE:
                return
            if self._mode is Mode.ERRORS:
                await _refuse(reader, writer)
                return
            back, link.server = await asyncio.open_connection(HOST, self._target)
            await asyncio.gather(self._pump(link, reader, link.server), self._pump(link, back, writer))
        except OSError:
            return
        finally:
            self._links.discard(link)
            link.close()

    async def _pump(self, link: Link, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carries bytes one way until either end hangs up; the other way ends with it."""
        with suppress(OSError):
            while block := await reader.read(_BLOCK):
                await self._gate(link)
                writer.write(block)
                await writer.drain()
                if self._mode is Mode.SLOW:
                    await asyncio.sleep(len(block) / self._speed)
        await self._gate(link)
        link.close()

    async def _gate(self, link: Link) -> None:
        while self._mode is Mode.CUT or link.lost:
            await asyncio.sleep(1.0 if link.lost else 0.02)


async def _refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Reads one HTTP request to its end and answers 500."""
    with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
        # Who waits for "100 Continue" has not sent the body yet, and need not.
        left = int(length[1]) if length and b"100-continue" not in head.lower() else 0
        while left > 0 and (block := await reader.read(min(left, _BLOCK))):
            left -= len(block)
        status = b"HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/xml\r\nConnection: close\r\n"
        body = b"" if head.startswith(b"HEAD") else _ERROR_BODY
        writer.write(status + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
