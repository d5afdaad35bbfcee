"""Ends a socket so that the other side hears why.

simple-websocket sends its close frame and hangs up. Where the client is still sending, the kernel answers its next
bytes with a reset, which on some systems throws away the error and the close frame it has not read yet. So we go on
reading, and forget what comes, until the client has answered the close frame (RFC 6455, section 7.1.1).
"""

from socket import socket
from threading import Thread
from typing import cast

from simple_websocket import ConnectionClosed, Server
from wsproto.events import CloseConnection
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import LocalProtocolError

from app.ws.backpressure import BoundedBuffer

# A browser that is alive answers within a round trip; one that is gone need not be waited for.
PATIENCE_SECONDS = 2.0


def close(ws: Server, code: int, reason: str | None = None) -> None:
    """Sends the close frame and waits a little for the answer. Raises ConnectionClosed where the client is gone."""
    if isinstance(ws.input_buffer, BoundedBuffer):
        # Whatever comes from now on is read and not kept.
        ws.input_buffer.end()
    try:
        # The stubs know only the specification's own codes; those from 4000 on are for applications.
        cast(socket, ws.sock).send(ws.ws.send(CloseConnection(cast(CloseReason, code), reason)))
    except (OSError, LocalProtocolError) as error:
        raise ConnectionClosed(cast(CloseReason, code)) from error
    cast(Thread, ws.thread).join(PATIENCE_SECONDS)
    ws.connected = False
