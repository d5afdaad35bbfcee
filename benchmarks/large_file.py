"""A large file on the three ways in: memory of every process, sizes of parts, and a web server killed in the middle.

    python -m benchmarks.large_file [--gigabytes 5] [--way direct|chunks|form …]

The sender makes the file from real clusters as it goes and never has it whole. `direct` sends parts to S3 by signed
URLs and, after the web server was killed, asks which parts there are; `chunks` sends over plain HTTP and asks where to
go on; `form` is one request, which nothing can resume, so there the server lives. Afterwards the object is read back
and compared by its SHA-256; of a recording, behind the head that was made anew. Memory is the proportional set size.
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import requests

from benchmarks.memory import GB, MB
from benchmarks.support.sampling import Sampler
from benchmarks.support.streams import CAMERA, endless, head_length, pieces
from scripts.client import JSON, THREE_SECONDS, Client
from scripts.stack import Stack
from tests.support.remains import Remains

APP = ("web", "uploads", "default", "beat")
SERVICES = ("postgres", "redis", "s3")
WAYS = ("direct", "chunks", "form")
_PATIENCE_SECONDS = 1800.0
_MOST_PARTS, _LEAST_PART, _MOST_PART = 10_000, 5 * 1024**2, 5 * 1024**3


class Killer:
    """Kills the web server once, when half of the file is sent, and starts it again a moment later."""

    def __init__(self, stack: Stack, at: int) -> None:
        self._stack, self._at = stack, at
        self.killed_at: int | None = None

    def look(self, sent: int) -> None:
        """Called by the thread that all processes belong to, beside the sender, which finds out by itself."""
        if self.killed_at is None and sent >= self._at:
            self.killed_at = sent
            self._stack.kill("web")
            self._stack.start("web")


class Direct:
    """Parts by signed URLs; the file is cut as the server says."""

    exact = True

    def __init__(self, client: Client, size: int, killer: Killer | None) -> None:
        self._client, self._size, self._killer = client, size, killer
        self.sent, self.resumed = 0, 0
        self.digest = sha256()
        self.started: JSON = {}

    def run(self) -> str:
        """Sends all of it, without the parts there are; returns the video's id."""
        size = sum(map(len, endless(CAMERA, self._size)))
        body = {"file_name": "large.webm", "size": size}
        self.started = _patiently(lambda: self._client.call("POST", "/api/uploads/", json=body))
        video_id, part_size = str(self.started["video_id"]), int(self.started["part_size"])
        etags: dict[int, str] = {}
        for number, piece in enumerate(pieces(endless(CAMERA, self._size), part_size), 1):
            self.digest.update(piece)
            etags[number] = self._put(video_id, number, piece)
            self.sent += len(piece)
            if self._killer and self._killer.killed_at is not None and not self.resumed:
                # As a page does that was loaded anew: it knows nothing and asks.
                there = _patiently(lambda: self._client.call("GET", f"/api/uploads/{video_id}"))["parts"]
                etags = {part["number"]: part["etag"] for part in there}
                self.resumed = sum(part["size"] for part in there)
        parts = [{"number": number, "etag": etag} for number, etag in etags.items()]
        _patiently(lambda: self._client.call("POST", f"/api/uploads/{video_id}/complete", json={"parts": parts}))
        return video_id

    def _put(self, video_id: str, number: int, piece: bytes) -> str:
        answer = _patiently(
            lambda: self._client.call("POST", f"/api/uploads/{video_id}/parts", json={"numbers": [number]})
        )
        stored = requests.put(answer["urls"][0]["url"], data=piece, timeout=120)
        stored.raise_for_status()
        return stored.headers["ETag"]


class Chunks:
    """Chunks over plain HTTP; where the server broke off, HEAD says where to go on."""

    exact = False

    def __init__(self, client: Client, size: int, killer: Killer | None) -> None:
        self._client, self._size, self._killer = client, size, killer
        self.sent, self.resumed = 0, 0
        self.digest = sha256()

    def run(self) -> str:
        """Sends all of it; returns the video's id."""
        started = self._client.start("video/webm")
        url = f"{self._client.url}/video/chunk/{started['video_id']}"
        with requests.Session() as session:
            session.headers["Authorization"] = f"Bearer {started['upload_token']}"
            for piece in pieces(endless(CAMERA, self._size), THREE_SECONDS):
                self.digest.update(piece if self.sent else piece[head_length(piece) :])
                self._send(session, url, piece)
                self.sent += len(piece)
        self._client.finish_by_rest(started, self.sent)
        return str(started["video_id"])

    def _send(self, session: requests.Session, url: str, piece: bytes) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                answer = session.post(url, data=piece, headers={"Upload-Offset": str(self.sent)}, timeout=60)
                if answer.ok:
                    return
            except requests.ConnectionError:
                pass
            if time.monotonic() > deadline:
                raise TimeoutError(url)
            time.sleep(0.2)
            offset = int(_patiently(lambda: session.head(url, timeout=10)).headers.get("Upload-Offset", -1))
            self.resumed = max(self.resumed, offset)
            if offset == self.sent + len(piece):
                return


class Form:
    """One request; its length is known from the first byte, as a browser's is."""

    exact = True

    def __init__(self, client: Client, size: int, killer: Killer | None) -> None:
        self._client, self._size = client, size
        self.sent, self.resumed = 0, 0
        self.digest = sha256()

    def run(self) -> str:
        """Sends all of it; returns the video's id."""
        edge = "a-boundary-of-ours"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="large.webm"\r\n\r\n'.encode()
        end = f"\r\n--{edge}--\r\n".encode()
        size = len(head) + sum(map(len, endless(CAMERA, self._size))) + len(end)
        headers = {"Content-Type": f"multipart/form-data; boundary={edge}", "Content-Length": str(size)}
        body: Any = _Sized(self._body(head, end), size)
        return str(self._client.call("POST", "/api/v1/videos", data=body, headers=headers)["id"])

    def _body(self, head: bytes, end: bytes) -> Iterator[bytes]:
        yield head
        for piece in pieces(endless(CAMERA, self._size), 1 << 20):
            self.digest.update(piece)
            yield piece
            self.sent += len(piece)
        yield end


class _Sized:
    """An iterator whose length is known, so that it is not sent chunked."""

    def __init__(self, blocks: Iterator[bytes], size: int) -> None:
        self._blocks, self._size = blocks, size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[bytes]:
        return self._blocks


def _patiently(call: Callable[[], Any]) -> Any:
    """What a client does whose server is away for a moment."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return call()
        except requests.ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def main() -> None:
    """Sends it each way and prints what was seen; ends with status 1 where an object is not what was sent."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gigabytes", type=float, default=5.0)
    parser.add_argument("--way", nargs="*", choices=WAYS, default=list(WAYS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="videoflow-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may have to run as another account, and must get in
        with Stack(Path(folder), durable=True) as stack:
            stack.env["MAX_RECORDING_BYTES"] = str(20 * GB)
            stack.start_services()
            stack.migrate()
            stack.start_app(*APP)
            stack.wait_ready()
            right = [_measure(stack, way, int(options.gigabytes * GB)) for way in options.way]
    if not all(right):
        raise SystemExit(1)


def _measure(stack: Stack, way: str, size: int) -> bool:
    client = Client.register(stack.urls["web"])
    kinds = {"direct": Direct, "chunks": Chunks, "form": Form}
    _warm_up(kinds[way](client, 60 * MB, None))
    killer = Killer(stack, size // 2) if way != "form" else None
    sender = kinds[way](client, size, killer)
    print(f"\n{way}: {size / GB:g} GB", flush=True)
    seen, parts, video_id, wall = _watch(stack, sender, killer)
    _report(seen)
    print(f"sent {sender.sent / MB:,.1f} MB in {wall:.0f} s ({sender.sent / MB / wall:.0f} MB/s)")
    if killer:
        print(
            f"web server killed at {(killer.killed_at or 0) / MB:,.1f} MB; gone on from {sender.resumed / MB:,.1f} MB"
        )
    _parts(parts)
    client.wait_for(video_id, lambda video: _is_stored(video), _PATIENCE_SECONDS)
    right = _compare(stack, video_id, sender)
    client.call("DELETE", f"/video/{video_id}?forever=true")
    return right


def _is_stored(video: JSON) -> bool:
    return any(stage["name"] == "finalize" and stage["state"] in ("done", "failed") for stage in video["stages"])


def _warm_up(sender: Any) -> None:
    """What a process imports and connects to when it does a thing for the first time is not growth."""
    sender.run()
    time.sleep(3)


def _watch(
    stack: Stack, sender: Any, killer: Killer | None
) -> tuple[list[tuple[int, dict[str, int]]], list[int], str, float]:
    """Runs the sender; memory by name at every tenth of the file, and the most parts that were listed."""
    done: list[Any] = []

    def run() -> None:
        try:
            done.append(sender.run())
        except Exception as problem:  # noqa: BLE001  # it is raised where somebody waits for this thread
            done.append(problem)

    thread = threading.Thread(target=run, name="sender", daemon=True)
    seen: list[tuple[int, dict[str, int]]] = []
    parts: list[int] = []
    remains = Remains(stack)
    begun = time.monotonic()
    thread.start()
    while thread.is_alive():
        thread.join(0.2)
        if killer:
            killer.look(sender.sent)
        if sender.sent >= len(seen) * sender._size // 10:
            seen.append((sender.sent, _memory(stack)))
            parts = max(parts, remains.part_sizes(), key=len)
    wall = time.monotonic() - begun
    if isinstance(done[0], Exception):
        raise done[0]
    return seen, parts, done[0], wall


def _memory(stack: Stack) -> dict[str, int]:
    """Of each process by name; one that was killed a moment ago has none."""
    names = [name for name in (*APP, *SERVICES) if name in stack.running]
    return Sampler({name: stack.pid(name) for name in names}, 1.0).look().memory


def _report(seen: list[tuple[int, dict[str, int]]]) -> None:
    print(f"{'MB at':10}" + "".join(f"{sent / GB:8.2f}" for sent, _ in seen) + "   growth")
    for name in (*APP, *SERVICES):
        values = [memory.get(name, 0) / MB for _, memory in seen]
        known = [value for value in values if value]
        print(f"{name:10}" + "".join(f"{value:8.0f}" for value in values) + f"{known[-1] - known[0]:9.0f}")


def _parts(sizes: list[int]) -> None:
    if not sizes:
        return
    fine = len(sizes) <= _MOST_PARTS and all(_LEAST_PART <= size <= _MOST_PART for size in sizes[:-1])
    print(
        f"parts listed by S3 at the last look: {len(sizes)}, from {min(sizes) / 2**20:.1f} to"
        f" {max(sizes) / 2**20:.1f} MiB: {'as S3 wants them' if fine else 'WRONG'}"
    )


def _compare(stack: Stack, video_id: str, sender: Any) -> bool:
    digest, size, head = sha256(), 0, 0
    for block in Remains(stack).read(f"videos/{video_id}/"):
        if not size and not sender.exact:
            head = head_length(block)
        digest.update(memoryview(block)[head:] if not size else block)
        size += len(block)
    same = digest.digest() == sender.digest.digest()
    what = "" if sender.exact else ", behind its new head,"
    print(f"object: {size / MB:,.1f} MB, SHA-256{what} {'right' if same else 'WRONG'}", flush=True)
    return same


if __name__ == "__main__":
    main()
