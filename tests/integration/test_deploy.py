"""A deploy, and a roll-back, in the middle of a recording: the recorder stays, and its recording ends whole."""

import signal
import zlib
from pathlib import Path

import psycopg2
import pytest

from app.domain.webm import WebmIndexer
from scripts.client import JSON, Client, Refused, UploadSocket
from scripts.stack import Stack
from tests.support.takes import packets
from tests.support.webm_stretch import stretch, stretched_seconds

FIXTURES = Path(__file__).parents[1] / "fixtures"
CAMERA = (FIXTURES / "media" / "chromium-camera-vp9-opus.webm").read_bytes()
LONG = b"".join(stretch(CAMERA, 200))
PART = 8 << 20
PIECE = 500_000
# What the code before this one saved after a part of these bytes, and what code of some later day might.
OLD = (FIXTURES / "webm" / "states" / "1-long-8MiB.bin").read_bytes()
NEWER = b"VFWI9999" + zlib.compress(b"what newer code knows")


def send(socket: UploadSocket, data: bytes) -> None:
    """From where the socket is to the end of the data, all of it acknowledged."""
    for start in range(socket.offset, len(data), PIECE):
        socket.send(data[start : start + PIECE])
    socket.settle()


def replace_the_code(stack: Stack, socket: UploadSocket, video: str, state: bytes) -> None:
    """The web server and the worker go, other code's state is all they leave of the index, and new ones come."""
    stack.signal("web", signal.SIGTERM)
    with pytest.raises(Refused) as closed:
        while True:
            socket.receive()
    assert closed.value.status == 1012
    stack.stop_one("web")
    stack.stop_one("uploads")
    connection = psycopg2.connect(stack.env["DATABASE_URL"].replace("+psycopg2", ""))
    with connection, connection.cursor() as cursor:
        cursor.execute("UPDATE uploads SET index_state = %s WHERE video_id = %s", (psycopg2.Binary(state), video))
        assert cursor.rowcount == 1
    connection.close()
    stack.start("uploads")
    stack.start("web")


def recorded_across(stack: Stack, api: Client, parts: int, state: bytes) -> JSON:
    """Records LONG; once so many parts are stored, the code is replaced. The video once it was looked at."""
    started = api.start("video/webm;codecs=vp9,opus")
    video = started["video_id"]
    with UploadSocket(api.url, started) as socket:
        send(socket, LONG[: parts * PART + 100_000])
        while socket.stored < parts * PART:
            socket.receive()
        replace_the_code(stack, socket, video, state)
        acknowledged = socket.acknowledged
    with UploadSocket(api.url, started) as again:
        assert again.offset == acknowledged == parts * PART + 100_000
        send(again, LONG)
        assert again.finish()["playback_url"]
    return api.wait_for(video, lambda shown: stage(shown, "probe") in {"done", "failed"}, 120)


def stage(video: JSON, name: str) -> str:
    """How far a stage is."""
    return next(str(each["state"]) for each in video["stages"] if each["name"] == name)


def check_ready(video: JSON) -> None:
    """It plays, and seeks to its end."""
    assert (stage(video, "probe"), video["playback"]["seekable"], video["ended_early"]) == ("done", True, False)
    assert video["duration"] == pytest.approx(stretched_seconds(CAMERA, 200), abs=0.1)


def behind_the_head(data: bytes) -> bytes:
    """From the first cluster on."""
    indexer = WebmIndexer()
    indexer.push(data)
    return data[indexer.head_length or 0 :]


def test_new_code_goes_on_with_the_index_that_the_code_before_it_kept(stack: Stack, api: Client) -> None:
    """Invariant 2: the sent bytes behind a new head, as if nothing had happened."""
    shown = recorded_across(stack, api, 1, OLD)
    check_ready(shown)
    stored = b"".join(api.download(shown["id"]))
    assert behind_the_head(stored) == behind_the_head(LONG)


@pytest.mark.slow
def test_code_that_was_rolled_back_does_without_an_index_it_does_not_know(
    stack: Stack, api: Client, tmp_path: Path
) -> None:
    """Every frame is there; it was written anew, because only that makes it seekable."""
    shown = recorded_across(stack, api, 2, NEWER)
    check_ready(shown)
    stored, sent = tmp_path / "stored", tmp_path / "sent"
    stored.write_bytes(b"".join(api.download(shown["id"])))
    sent.write_bytes(LONG)
    assert [packets(stored, kind) for kind in "va"] == [packets(sent, kind) for kind in "va"]
