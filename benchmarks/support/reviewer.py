"""Somebody in a room as a browser is there: keeps the list by what the room tells, and says things until they are kept.

1. What is told with the version before it is taken as it is; whoever has an older one asks for all that changed since.
2. What is said has a name of the sender's, and is sent again under it until the server answers.
"""

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import requests
import websocket

from scripts.client import JSON, Client, Refused

_AGAIN_SECONDS = 0.2
_HEAR_SECONDS = 1.0
# As pages do.
_ALIVE_SECONDS = 15.0
_STROKE = {"tool_type": "pen", "points": [[0.1, 0.2], [0.3, 0.4]], "color": "#ff3b30"}


class Reviewer:
    """`items` are the annotations by id, `version` of what they are; `said` are the names of what was taken."""

    def __init__(self, client: Client, video_id: str, seed: int) -> None:
        self._client, self._video_id = client, video_id
        self._random = random.Random(seed)
        self._ended = threading.Event()
        self.items: dict[int, JSON] = {}
        self.version = 0
        self.said: list[str] = []
        self.removed: set[int] = set()
        self.tally: Counter[str] = Counter()
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def talk(self, until: float) -> None:
        """Says things, changes and removes some of its own, until a moment of the monotonic clock."""
        while time.monotonic() < until:
            self._say()
            time.sleep(self._random.uniform(0.02, 0.2))

    def leave(self) -> None:
        """Hears nothing more."""
        self._ended.set()
        self._listening.join(30)

    # ---- what is said ------------------------------------------------------------------------------------------------

    def _say(self) -> None:
        name = str(uuid4())
        body: JSON = {"video_id": self._video_id, "timestamp": 1.5, "client_id": name}
        if self._random.random() < 0.5:
            path, body = "/api/v1/annotations/drawing", body | {"drawing_data": _STROKE}
        else:
            path, body = "/annotations/", body | {"content": "Here"}
        made = self._until_answered("POST", path, body)
        self.said.append(name)
        if self._random.random() < 0.3:
            self._until_answered("PATCH", f"/annotations/{made['id']}", {"content": "There"})
        if self._random.random() < 0.15:
            self._until_gone(made["id"])

    def _until_answered(self, method: str, path: str, body: JSON) -> JSON:
        answer: JSON = self._insist(lambda: self._client.call(method, path, json=body))
        return answer

    def _until_gone(self, annotation_id: int) -> None:
        def remove() -> None:
            try:
                self._client.call("DELETE", f"/annotations/{annotation_id}")
            except Refused as refusal:
                # An answer that was lost came before.
                if refusal.status != 404:
                    raise

        self._insist(remove)
        self.removed.add(annotation_id)

    def _insist(self, ask: Callable[[], Any]) -> Any:
        while True:
            try:
                return ask()
            except requests.RequestException:
                self.tally["unanswered"] += 1
            except Refused as refusal:
                if refusal.status < 500:
                    raise
                self.tally["not now"] += 1
            time.sleep(_AGAIN_SECONDS)

    # ---- what is heard -----------------------------------------------------------------------------------------------

    def _listen(self) -> None:
        url = self._client.url.replace("http", "ws", 1)
        address = f"{url}/ws/annotations/{self._video_id}?token={self._client.token}"
        while not self._ended.is_set():
            try:
                socket = websocket.create_connection(address, timeout=10, skip_utf8_validation=True)
                self.tally["connections"] += 1
                self._hear(socket)
            except (websocket.WebSocketException, requests.RequestException, Refused, OSError):
                time.sleep(_AGAIN_SECONDS)

    def _hear(self, socket: websocket.WebSocket) -> None:
        asked = time.monotonic()
        try:
            socket.settimeout(_HEAR_SECONDS)
            while not self._ended.is_set():
                try:
                    opcode, data = socket.recv_data()
                except websocket.WebSocketTimeoutException:
                    if time.monotonic() - asked > _ALIVE_SECONDS:
                        asked = time.monotonic()
                        socket.send('{"type":"alive"}')
                    continue
                if opcode == websocket.ABNF.OPCODE_CLOSE:
                    return
                for message in json.loads(data):
                    self._take(message)
        finally:
            socket.shutdown()  # type: ignore[no-untyped-call]  # websocket-client leaves it without types

    def _take(self, message: JSON) -> None:
        kind, version = message["type"], message.get("version", 0)
        if kind in ("changed", "deleted") and message["since"] <= self.version:
            self._put([message["item"]] if kind == "changed" else [], message.get("ids", []))
            self.version = max(self.version, version)
            self.tally["told"] += 1
        elif kind in ("welcome", "changed", "deleted", "version", "alive") and version > self.version:
            self._ask()

    def _ask(self) -> None:
        self.tally["asked"] += 1
        query: JSON = {"since": self.version}
        while True:
            page = self._client.call("GET", f"/annotations/video/{self._video_id}", params=query)
            self._put(page["items"], page["deleted"])
            if page["next_cursor"] is None:
                self.version = max(self.version, page["version"])
                return
            query["cursor"] = page["next_cursor"]

    def _put(self, items: list[JSON], gone: list[int]) -> None:
        for item in items:
            if self.items.get(item["id"], {"version": 0})["version"] <= item["version"]:
                self.items[item["id"]] = item
        for each in gone:
            self.items.pop(each, None)
