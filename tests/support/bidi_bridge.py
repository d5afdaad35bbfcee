"""Stands in for Firefox's executable where Playwright starts it, and answers a command that Debian's does not know.

Playwright speaks WebDriver BiDi with an unchanged Firefox (its channel "moz-firefox"), and sets a colour scheme in each
new context by `emulation.setMediaFeaturesOverride`, which the ESR lacks: no context would ever open. So

1. this starts Firefox with the arguments it was given and passes on what Firefox says,
2. where Firefox says at which address it listens, it says an address of its own instead,
3. and there it carries every message to and fro, except that one, which it answers as done.

Once Debian's Firefox knows the command, Playwright can start it directly.
"""

import json
import re
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

import websocket
from simple_websocket import ConnectionClosed, Server

FIREFOX = "/usr/bin/firefox-esr"
UNKNOWN_TO_FIREFOX = "emulation.setMediaFeaturesOverride"
_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_BLOCK = 64 * 1024


def main() -> int:
    """Runs until Firefox ends; returns its exit status."""
    browser = subprocess.Popen([FIREFOX, *sys.argv[1:]], stderr=subprocess.PIPE, text=True, errors="replace")
    assert browser.stderr is not None
    for line in browser.stderr:
        print(_LISTENS.sub(_bridge, line), end="", file=sys.stderr, flush=True)
    return browser.wait()


def _bridge(said: re.Match[str]) -> str:
    """Listens in Firefox's place, and says where in Firefox's words."""
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_accept, args=(listener, said[1] + "/session"), daemon=True).start()
    return said[0].replace(said[1], f"ws://127.0.0.1:{listener.getsockname()[1]}")


def _accept(listener: socket.socket, firefox: str) -> None:
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=_carry, args=(connection, firefox), daemon=True).start()


def _carry(connection: socket.socket, address: str) -> None:
    """One connection of Playwright's, until either end closes it."""
    playwright = Server.accept(_request(connection), receive_bytes=_BLOCK)
    firefox = websocket.create_connection(address, suppress_origin=True, skip_utf8_validation=True)
    sending = threading.Lock()

    def say(message: str) -> None:
        with sending:
            playwright.send(message)

    def answers() -> None:
        with suppress(ConnectionClosed, websocket.WebSocketException, OSError):
            while True:
                say(firefox.recv())
        with suppress(ConnectionClosed):
            playwright.close()

    threading.Thread(target=answers, daemon=True).start()
    with suppress(ConnectionClosed, websocket.WebSocketException, OSError):
        while message := playwright.receive():
            command = json.loads(message)
            if command["method"] == UNKNOWN_TO_FIREFOX:
                say(json.dumps({"type": "success", "id": command["id"], "result": {}}))
            else:
                firefox.send(message)
    firefox.close()


def _request(connection: socket.socket) -> dict[str, Any]:
    """The head of the request that opens a socket, as a WSGI server would hand it over."""
    head = b""
    while b"\r\n\r\n" not in head:
        head += connection.recv(_BLOCK)
    fields = (line.partition(":") for line in head.decode().split("\r\n")[1:] if line)
    environ = {f"HTTP_{name.upper().replace('-', '_')}": value.strip() for name, _, value in fields}
    return {**environ, "werkzeug.socket": connection}


if __name__ == "__main__":
    sys.exit(main())
