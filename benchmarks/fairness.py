"""Two members side by side: many clips of one, one of the other, and when each was done.

    python -m benchmarks.fairness [--clips 25] [--seconds 6] [--late 3]

The real product with all its workers, as `make run` starts them. First the single clip alone, then both: the many are
sent first, and the single one `--late` seconds after the first of them; then the many alone. A clip is done when its
status says so: every size is there, and its text is read. Clips are a screen full of text; each is counted from its own
stop.
"""

import argparse
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.support.streams import GUIDE, bytes_per_second, recording
from scripts.client import Client
from scripts.stack import Stack

_PATIENCE_SECONDS = 1800.0


@dataclass(slots=True)
class Clips:
    """When each was stopped and when it was done, by one clock, in seconds."""

    stopped: dict[str, float] = field(default_factory=dict)
    ended: dict[str, float] = field(default_factory=dict)

    @property
    def waits(self) -> list[float]:
        """From stop to done, the shortest first."""
        return sorted(ended - self.stopped[video_id] for video_id, ended in self.ended.items())

    def __str__(self) -> str:
        waits = self.waits
        if len(waits) == 1:
            return f"{waits[0]:.1f} s"
        return f"first {waits[0]:.1f} s, median {waits[len(waits) // 2]:.1f} s, last {waits[-1]:.1f} s"


def main() -> None:
    """Runs the three and prints when everything was done."""
    options = _options()
    data = recording(GUIDE, int(options.seconds * bytes_per_second(GUIDE)))
    with tempfile.TemporaryDirectory(prefix="videoflow-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may have to run as another account, and must get in
        with Stack(Path(folder), durable=True) as stack:
            stack.start_product()
            one, other = (Client.register(stack.urls["web"]) for _ in range(2))
            # The first clip finds workers that have loaded nothing yet.
            _sent(one, data, 1)
            print(f"clips of {options.seconds:g} s; from a clip's stop until it is done:", flush=True)
            print(f"  one clip of the second member, alone: {_sent(other, data, 1)}", flush=True)
            with ThreadPoolExecutor(1) as pool:
                theirs = pool.submit(_sent, one, data, options.clips)
                time.sleep(options.late)
                single = _sent(other, data, 1)
                print(f"  side by side, the one: {single}", flush=True)
                many = theirs.result()
            before = sum(each < max(single.ended.values()) for each in many.ended.values())
            print(f"  side by side, the {options.clips}: {many}; {before} of them before the one", flush=True)
            print(f"  {options.clips} clips of the first member, alone: {_sent(one, data, options.clips)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--late", type=float, default=3.0)
    return parser.parse_args()


def _sent(client: Client, data: bytes, clips: int) -> Clips:
    """Sends clips one after the other, and waits until all are done. Raises TimeoutError, RuntimeError."""
    found = Clips()
    for _ in range(clips):
        started = client.start()
        client.finish_by_rest(started, client.send_by_rest(started, iter([data])))
        found.stopped[started["video_id"]] = time.monotonic()
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while left := found.stopped.keys() - found.ended.keys():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(left)} of {clips} clips were not done")
        for video_id in left:
            status = client.video(video_id)["status"]
            if status == "failed":
                raise RuntimeError(f"{video_id} failed")
            if status == "done":
                found.ended[video_id] = time.monotonic()
        time.sleep(0.2)
    return found


if __name__ == "__main__":
    main()
