"""Files good and bad, sent to the running product: each ends as it should, and leaves nothing that it should not.

tests/slow/test_every_input.py sends all there are; `python -m benchmarks.inputs` does, too, and prints what became of
them.
"""

import http.client
import time
from pathlib import Path

import pytest
import requests

from benchmarks.inputs import examine
from scripts.client import Client
from scripts.stack import Stack
from tests.support.remains import Remains
from tests.support.specimens import ALL, FAULTY, REFUSED, Specimen
from tests.support.tempting import Tempting

# Of those that play, the one that is soon made: every one costs a transcode. All: tests/slow/test_every_input.py.
_QUICK = ("cut.mp4",)
SENT = [each for each in ALL if each.name in _QUICK or each in FAULTY or each in REFUSED]


@pytest.mark.parametrize("specimen", SENT, ids=lambda specimen: specimen.name)
def test_a_file_ends_as_it_should(stack: Stack, api: Client, tmp_path: Path, specimen: Specimen) -> None:
    """Invariant 8: in `done`, or in a refusal or a failure that says why; and no address in it is ever contacted."""
    with Tempting() as tempting:
        path = specimen.build(tmp_path / specimen.name, tempting.url)
        outcome = examine(api, Remains(stack), specimen, path)
        assert outcome.problems == (), (outcome.http, outcome.status, outcome.code)
        assert tempting.contacts == 0


def test_a_large_body_that_is_no_video_hears_why(api: Client, stack: Stack) -> None:
    """The refusal comes while the client still sends; it must not drown in a broken connection."""
    files = {"file": ("noise.mp4", bytes(30_000_000))}
    headers = {"Authorization": f"Bearer {api.token}"}
    answer = requests.post(f"{api.url}/api/v1/videos", files=files, headers=headers, timeout=60)
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "unsupported_media")


def test_a_client_that_vanishes_leaves_nothing(api: Client, stack: Stack) -> None:
    remains = Remains(stack)
    before = remains.under_way()
    host, _, port = api.url.removeprefix("http://").partition(":")
    link = http.client.HTTPConnection(host, int(port), timeout=30)
    link.putrequest("POST", "/api/v1/videos")
    link.putheader("Authorization", f"Bearer {api.token}")
    link.putheader("Content-Type", "multipart/form-data; boundary=x")
    link.putheader("Content-Length", "100000000")
    link.endheaders()
    link.send(b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\n\r\n')
    link.send(b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2")
    for _ in range(20):
        link.send(bytes(1_000_000))
    _wait(lambda: bool(api.call("GET", "/video/")["items"]) and bool(remains.under_way() - before))
    link.close()
    _wait(lambda: not api.call("GET", "/video/")["items"] and not remains.under_way() - before)


def _wait(is_it, seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not is_it():
        assert time.monotonic() < deadline
        time.sleep(0.1)
