"""A link that is opened while somebody records: how late its picture is, and what watching costs the recorder.

    python -m benchmarks.live_link [--viewers 50] [--seconds 15]

A browser records a screen that shows the time, and another one watches it and reads the time off what it sees: glass
to glass. Then so many more watch over plain sockets, and it is read again. At the end the recorder stops, and every
picture that the watching page showed around the change-over is counted.

Beside that a recorder over a socket sends ten chunks of 100 kB a second, first watched by nobody and then by as many:
how long each acknowledgement took. All of it shares this machine's processors.
"""

import argparse
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Page

from scripts.client import Client
from scripts.stack import Stack
from tests.e2e.test_main_path import sign_up
from tests.support.browser import open_browser
from tests.support.clock_screen import LIVE, SCRIPT, change_over, delays
from tests.support.live import Socket
from tests.support.watching import Watching
from tests.support.webm_stretch import stretch

FILM = Path(__file__).parents[1] / "tests" / "fixtures" / "media" / "chromium-camera-vp9-opus.webm"
CHUNK = 100_000
PERIOD = 0.1


@contextmanager
def watching(url: str, video: UUID, headers: dict[str, str], count: int) -> Iterator[list[int]]:
    """So many who take all that comes; yields how many bytes each has."""
    got = [0] * count
    ending = threading.Event()

    def watch(number: int, viewer: Watching) -> None:
        with suppress(Exception):
            viewer.hear_until("hello")
            viewer.ask("live", request=1)
            while not ending.is_set():
                message = viewer.hear()
                got[number] += int(message.get("size", 0))
                viewer.films = viewer.films[-1:] and [b""]

    with ExitStack() as stack:
        viewers = [stack.enter_context(Watching(url, video, headers)) for _ in range(count)]
        for number, viewer in enumerate(viewers):
            threading.Thread(target=watch, args=(number, viewer), daemon=True).start()
        try:
            yield got
        finally:
            ending.set()


def acknowledgements(url: str, client: Client, viewers: int, seconds: float) -> list[float]:
    """How long each chunk's acknowledgement took, in seconds, with so many who watch."""
    started = client.start()
    video, took = UUID(started["video_id"]), list[float]()
    headers = {"Authorization": f"Bearer {client.token}"}
    film = b"".join(stretch(FILM.read_bytes(), (seconds + 5) * 12))
    with ExitStack() as stack:
        recorder = stack.enter_context(Socket(url, video, started["upload_token"]))
        recorder.hear_until("ready")
        recorder.send(film[:CHUNK])
        recorder.hear_until("ack")
        got = stack.enter_context(watching(url, video, headers, viewers)) if viewers else []
        time.sleep(2)
        begun = time.monotonic()
        for number, at in enumerate(range(CHUNK, len(film) - CHUNK, CHUNK)):
            due = begun + number * PERIOD
            time.sleep(max(0.0, due - time.monotonic()))
            if due - begun > seconds:
                break
            sent = time.monotonic()
            recorder.send(film[at : at + CHUNK])
            recorder.hear_until("ack")
            took.append(time.monotonic() - sent)
        time.sleep(1)
        if viewers:
            print(f"  {viewers} viewers had {min(got) / 1e6:.1f} to {max(got) / 1e6:.1f} MB each")
        recorder.say(type="abort")
    return sorted(took)


def glass(url: str, viewers: int, seconds: float) -> None:
    """The picture's delay with one and with many, and the change-over."""
    with open_browser() as browser:
        recorder = browser.new_context(bypass_csp=True)
        recorder.add_init_script(SCRIPT)
        page = recorder.new_page()
        sign_up(page, url)
        with page.expect_response("**/video/start") as started:
            page.get_by_role("link", name="Record").first.click()
            page.get_by_role("button", name="Start recording").click()
        video = started.value.json()["video_id"]
        context = browser.new_context(bypass_csp=True, storage_state=recorder.storage_state())
        context.add_init_script(SCRIPT)
        viewer = context.new_page()
        viewer.goto(f"{url}/watch/{video}")
        viewer.wait_for_function(f"{LIVE} !== null && {LIVE}.currentTime > 0.5", timeout=30_000)
        viewer.wait_for_timeout(8000)
        _say("with 1 viewer", viewer, seconds)
        cookie = "; ".join(f"{each['name']}={each['value']}" for each in recorder.cookies())
        headers = {"Cookie": cookie, "Origin": url}
        with watching(url, UUID(video), headers, viewers - 1):
            viewer.wait_for_timeout(4000)
            _say(f"with {viewers} viewers", viewer, seconds)
            viewer.evaluate("watchPictures()")
            viewer.wait_for_timeout(4000)
            page.get_by_role("button", name="Stop recording").click()
            over = "seenPictures.removed !== null && seenPictures.finished.length > 1"
            viewer.wait_for_function(over, timeout=60_000)
        seen = change_over(viewer.evaluate("seenPictures"))
        print(f"change-over at stop: {seen.pictures} pictures within 3 s of it, nothing new for {seen.gap:.3f} s,")
        print(f"  the film went on by {seen.step:.3f} s; waits above 0.2 s between pictures: {seen.stalls}")


def _say(what: str, viewer: Page, seconds: float) -> None:
    seen = sorted(delays(viewer, int(seconds * 4)))
    at = seen[int(len(seen) * 0.95)]
    print(f"glass to glass {what}: median {statistics.median(seen):.2f} s, p95 {at:.2f} s, {len(seen)} readings")


def main() -> None:
    """Prints all of it from one run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viewers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=15)
    given = parser.parse_args()
    with Stack.temporary() as stack:
        stack.env |= {"LIMITS_FACTOR": "1000"}
        stack.start_product()
        url = stack.urls["web"]
        client = Client.register(url)
        found: dict[int, list[float]] = {}
        for viewers in (0, given.viewers, 0, given.viewers):
            took = acknowledgements(url, client, viewers, given.seconds)
            found.setdefault(viewers, []).extend(took)
        for viewers, all_took in found.items():
            took = sorted(all_took)
            p99 = took[int(len(took) * 0.99)]
            middle = statistics.median(took)
            said = f"p50 {middle * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms of {len(took)}"
            print(f"acknowledgements, {viewers} viewers: {said}")
        glass(url, given.viewers, given.seconds)


if __name__ == "__main__":
    main()
