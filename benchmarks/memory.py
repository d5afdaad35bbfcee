"""Resident memory of every process while one long recording goes through its socket as fast as it will.

    python -m benchmarks.memory [--gigabytes 4]

The sender makes the recording from real clusters as it goes. Afterwards the object is read back and compared by its
SHA-256 behind the head. Memory is the proportional set size: pages that processes share are counted once.
"""

import argparse
import tempfile
import threading
import time
from hashlib import sha256
from pathlib import Path

from benchmarks.support.sampling import Sample, Sampler
from benchmarks.support.streams import CAMERA, endless, head_length, pieces
from scripts.client import JSON, THREE_SECONDS, Client, Refused, UploadSocket
from scripts.stack import Stack

MB = 1_000_000
GB = 1000 * MB
APP = ("web", "uploads", "default", "beat")
SERVICES = ("postgres", "redis", "s3")
_SETTLE_SECONDS = 5.0
_COME_BACK = 1012
_PATIENCE_SECONDS = 600.0


class Sender(threading.Thread):
    """Sends one recording; `sent` bytes so far. Ends when it can be played."""

    def __init__(self, client: Client, started: JSON, size: int) -> None:
        super().__init__(name="sender", daemon=True)
        self._client, self._recording, self._size = client, started, size
        self.sent = 0
        self.digest = sha256()
        """Of everything behind the head."""
        self.finish_seconds = 0.0
        self.failure: Exception | None = None

    def run(self) -> None:
        """The thread."""
        try:
            self._send()
        except Exception as problem:  # noqa: BLE001  # it is raised where somebody waits for this thread
            self.failure = problem

    def _send(self) -> None:
        with UploadSocket(self._client.url, self._recording) as upload:
            for piece in pieces(endless(CAMERA, self._size), THREE_SECONDS):
                upload.send(piece)
                self.digest.update(piece if self.sent else piece[head_length(piece) :])
                self.sent += len(piece)
            upload.settle()
            begun = time.monotonic()
            try:
                upload.finish()
            except Refused as told:
                # Storing what is behind takes longer than a socket is made to wait: then one looks.
                if told.status != _COME_BACK:
                    raise
                self._client.wait_for(
                    self._recording["video_id"], lambda video: bool(video["playback"]), _PATIENCE_SECONDS
                )
            self.finish_seconds = time.monotonic() - begun


def main() -> None:
    """Sends it and prints the table; ends with status 1 where the object is not what was sent."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="videoflow-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may have to run as another account, and must get in
        with Stack(Path(folder), durable=True) as stack:
            stack.start_services()
            stack.migrate()
            stack.start_app(*APP)
            stack.wait_ready()
            client = Client.register(stack.urls["web"])
            _warm_up(client)
            _measure(stack, client, int(options.gigabytes * GB))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gigabytes", type=float, default=4.0)
    return parser.parse_args()


def _warm_up(client: Client) -> None:
    """What a process imports, caches and connects to when it does a thing for the first time is not growth."""
    sender = Sender(client, client.start(), 100 * MB)
    sender.run()
    if sender.failure:
        raise sender.failure
    time.sleep(_SETTLE_SECONDS)


def _measure(stack: Stack, client: Client, size: int) -> None:
    started = client.start()
    sender = Sender(client, started, size)
    with Sampler({name: stack.pid(name) for name in (*APP, *SERVICES)}, 1.0) as sampler:
        seen = [(0, sampler.look())]
        begun = time.monotonic()
        sender.start()
        while sender.is_alive():
            sender.join(0.1)
            if sender.sent >= len(seen) * GB:
                seen.append((sender.sent, sampler.look()))
        if sender.failure:
            raise sender.failure
        wall = time.monotonic() - begun
        time.sleep(_SETTLE_SECONDS)
        seen.append((sender.sent, sampler.look()))
    print(f"{sender.sent / MB:,.0f} MB in {wall:.0f} s, of them {sender.finish_seconds:.1f} from finish to playable")
    _report(seen, sampler)
    _compare(client, started["video_id"], sender)


def _report(seen: list[tuple[int, Sample]], sampler: Sampler) -> None:
    titles = [f"{sent / GB:.0f} GB" for sent, _ in seen[:-1]] + ["after"]
    print(f"{'MB':10}" + "".join(f"{title:>9}" for title in (*titles, "peak", "growth")))
    for name in seen[0][1].memory:
        values = [sample.memory[name] for _, sample in seen]
        cells = [*values, sampler.peak(name), values[-1] - values[0]]
        print(f"{name:10}" + "".join(f"{value / MB:9.0f}" for value in cells))


def _compare(client: Client, video_id: str, sender: Sender) -> None:
    digest, size, head = sha256(), 0, 0
    for block in client.download(video_id):
        if not size:
            head = head_length(block)
        digest.update(memoryview(block)[head:] if not size else block)
        size += len(block)
    same = digest.digest() == sender.digest.digest()
    print(f"object: {size / MB:,.1f} MB, head {head / 1000:,.0f} kB, SHA-256 behind it {'right' if same else 'WRONG'}")
    if not same:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
