"""PostgreSQL or Redis goes away while a video is transcoded and read: everything is done, and nothing twice."""

import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from scripts.client import Client
from scripts.stack import Stack
from tests.support.proxy import CuttableProxy
from tests.support.webm_stretch import stretch

pytestmark = pytest.mark.slow

GUIDE = Path(__file__).parents[1] / "fixtures" / "media" / "guide.webm"
PROCESSES = ("web", "uploads", "media", "ocr", "transcode", "default", "beat")
AWAY_SECONDS = 6.0
LENGTH_SECONDS = 45.0


class Product:
    """A product of its own whose processes reach PostgreSQL and Redis by lines that can be cut."""

    def __init__(self, stack: Stack, lines: dict[str, CuttableProxy], direct: str, log: Path) -> None:
        self.stack, self.lines = stack, lines
        self._direct, self._log = direct.replace("+psycopg2", ""), log

    def stages(self, video: str) -> dict[str, tuple[str, int]]:
        """State and attempts by name, whatever line is cut."""
        found = self._ask("SELECT name, state, attempts FROM stages WHERE video_id = %s", video)
        return {name: (state, attempts) for name, state, attempts in found}

    def pieces(self, video: str) -> list[int]:
        """The attempts at each piece that is being transcoded."""
        query = (
            "SELECT piece.attempts FROM transcode_pieces AS piece JOIN transcode_runs AS run ON run.id = piece.run_id "
            "WHERE run.video_id = %s AND piece.state = 'running' AND piece.progress > 0.02"
        )
        return [attempts for (attempts,) in self._ask(query, video)]

    def runs(self) -> Counter[str]:
        """How often ffmpeg was started with the same arguments, but for the names of folders made for the time."""
        lines = (line for line in self._log.read_text().splitlines() if "ffmpeg" in line)
        return Counter(re.sub(r"task-\w+", "task", line) for line in lines)

    def _ask(self, query: str, *parameters: str) -> list[tuple]:
        connection = psycopg2.connect(self._direct)
        try:
            with connection.cursor() as cursor:
                cursor.execute(query, parameters)
                return cursor.fetchall()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    folder = tmp_path_factory.mktemp("outages")
    with pytest.MonkeyPatch.context() as patch, Stack.temporary() as stack:
        log = _write_down_runs_of("bwrap" if shutil.which("bwrap") else "ffmpeg", folder, patch)
        stack.start_services()
        stack.migrate()
        direct = stack.env["DATABASE_URL"]
        with _line_to(stack, "DATABASE_URL") as database, _line_to(stack, "REDIS_URL") as broker:
            stack.start_app(*PROCESSES)
            stack.wait_ready()
            yield Product(stack, {"database": database, "broker": broker}, direct, log)
            # Before the lines go.
            stack.stop()


@contextmanager
def _line_to(stack: Stack, setting: str) -> Iterator[CuttableProxy]:
    port = urlsplit(stack.env[setting]).port
    assert port
    with CuttableProxy(port) as line:
        stack.env[setting] = stack.env[setting].replace(f":{port}/", f":{line.port}/")
        yield line


def _write_down_runs_of(program: str, folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Puts a program of the same name before the real one that writes down how it was called."""
    log, wrapper = folder / "runs", folder / program
    log.touch()
    wrapper.write_text(f'#!/bin/sh\necho "$*" >> {log}\nexec {shutil.which(program)} "$@"\n')
    wrapper.chmod(0o755)
    patch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return log


def until(condition: Callable[[], object], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("line", ["database", "broker"])
def test_what_is_transcoded_and_read_meanwhile_is_done_once(product: Product, line: str) -> None:
    client = Client.register(product.stack.urls["web"])
    form = {"file": ("guide.webm", b"".join(stretch(GUIDE.read_bytes(), LENGTH_SECONDS)))}
    before = product.runs()
    video = client.call("POST", "/api/v1/videos", files=form)["video_id"]

    def both_run() -> bool:
        stages = product.stages(video)
        reading = [name for name in ("frames", "text") if stages[name][0] == "running"]
        return bool(reading and product.pieces(video))

    until(both_run, 120)
    product.lines[line].cut()
    time.sleep(AWAY_SECONDS)
    assert set(PROCESSES) <= set(product.stack.running), "nobody ended because of it"
    product.lines[line].mend()

    until(lambda: all(state in ("done", "skipped", "failed") for state, _ in product.stages(video).values()), 240)
    assert set(product.stages(video).values()) == {("done", 1)}
    repeated = {run: count for run, count in (product.runs() - before).items() if count > 1}
    assert repeated == {}
    assert product.lines[line].refused > 0
