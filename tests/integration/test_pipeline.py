"""From the last byte to a video that is done, or to a clear word on why it is not."""

from pathlib import Path
from uuid import uuid4

import boto3
import pytest
import requests
from botocore.config import Config

from scripts.client import JSON, OPENING, Client, Refused, UploadSocket
from scripts.stack import Stack
from tests.support.scanner import EICAR

MEDIA = Path(__file__).parents[1] / "fixtures" / "media"
CAMERA = (MEDIA / "chromium-camera-vp9-opus.webm").read_bytes()


def record(client: Client, data: bytes, mime_type: str = "video/webm") -> str:
    """Sends a recording; returns the video's id."""
    started = client.start(mime_type)
    with UploadSocket(client.url, started) as socket:
        for start in range(0, len(data), 200_000):
            socket.send(data[start : start + 200_000])
        socket.finish()
    return str(started["video_id"])


def states(video: JSON) -> dict[str, str]:
    """The state of each stage."""
    return {stage["name"]: stage["state"] for stage in video["stages"]}


def objects_of(stack: Stack, video: str) -> list[str]:
    """Everything in the bucket that belongs to the video."""
    client = boto3.client(
        "s3",
        endpoint_url=stack.urls["s3"],
        region_name="us-east-1",
        aws_access_key_id=stack.env["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=stack.env["AWS_SECRET_ACCESS_KEY"],
        config=Config(signature_version="s3v4"),
    )
    bucket, prefix = stack.env["S3_BUCKET"], f"videos/{video}/"
    found = client.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", [])
    uploads = client.list_multipart_uploads(Bucket=bucket, Prefix=prefix).get("Uploads", [])
    return [item["Key"] for item in found] + [item["UploadId"] for item in uploads]


def test_a_recording_is_done_and_can_be_deleted_without_trace(stack: Stack, api: Client) -> None:
    video = record(api, CAMERA, "video/webm;codecs=vp9,opus")
    shown = api.wait_for(video, lambda video: video["status"] in {"done", "failed"})
    assert (shown["status"], shown["error"]) == ("done", None)
    assert set(states(shown).values()) <= {"done", "skipped"}
    assert (shown["width"] > 0, shown["playback"]["seekable"]) == (True, True)
    assert shown["duration"] == pytest.approx(6.2, abs=0.3)
    assert shown["playback"]["poster_url"]
    assert api.call("GET", f"/video/{video}/document")["state"] in {"done", "skipped"}
    assert objects_of(stack, video)

    api.call("DELETE", f"/video/{video}?forever=true")
    with pytest.raises(Refused, match="404"):
        api.video(video)
    _wait_until_gone(stack, video)


def _wait_until_gone(stack: Stack, video: str) -> None:
    import time

    deadline = time.monotonic() + 60
    while left := objects_of(stack, video):
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


def test_a_recording_plays_until_the_scanner_finds_something_in_it(stack: Stack, api: Client) -> None:
    """Its link does not wait for that; then whatever had been handed out leads nowhere."""
    infected = CAMERA + b"\xec" + bytes([0x80 | len(EICAR)]) + EICAR
    started = api.start("video/webm")
    with UploadSocket(api.url, started) as socket:
        socket.send(infected)
        link = socket.finish()["playback_url"]
    assert link
    shown = api.wait_for(started["video_id"], lambda video: video["status"] in {"done", "failed"})
    assert (shown["status"], shown["error"]["code"], shown["playback"]) == ("failed", "infected", None)
    assert requests.get(link, timeout=30).status_code == 404
    _wait_until_gone(stack, started["video_id"])


def test_what_is_no_recording_is_refused_at_once(api: Client) -> None:
    started = api.start("video/webm")
    with UploadSocket(api.url, started) as socket, pytest.raises(Refused) as refused:
        socket.send(EICAR)
        socket.settle()
    assert refused.value.code == "not_a_recording"
    assert api.video(started["video_id"])["status"] == "aborted"


@pytest.mark.parametrize(
    "data",
    [b"\x00", OPENING + b"this is no video at all" * 1000, pytest.param(CAMERA[:100], marks=pytest.mark.slow)],
    ids=["a byte", "text behind a head", "a torn head"],
)
def test_bytes_that_are_no_video_are_said_to_be_none(api: Client, data: bytes) -> None:
    """Invariant 8: known at the latest after the probe. What does not even begin as a recording is refused at once."""
    video = record(api, data)
    shown = api.wait_for(video, lambda video: video["status"] in {"done", "failed"})
    assert (shown["status"], shown["error"]["code"]) == ("failed", "not_a_video")
    assert shown["error"]["message"]
    assert states(shown)["probe"] == "failed"
    assert {states(shown)[name] for name in ("thumbnails", "frames", "text", "document")} == {"skipped"}


def test_a_failed_stage_can_be_started_again_by_its_person(api: Client, make_api) -> None:
    video = record(api, OPENING + b"this is no video at all")
    api.wait_for(video, lambda video: video["status"] == "failed")
    for who, name, code in [(make_api(), "probe", "not_found"), (api, "frames", "stage_not_ready")]:
        with pytest.raises(Refused) as refused:
            who.call("POST", f"/video/{video}/stages/{name}/retry")
        assert refused.value.code == code
    assert api.call("POST", f"/video/{video}/stages/probe/retry") == {"name": "probe", "state": "pending"}
    shown = api.wait_for(video, lambda video: video["status"] == "failed" and states(video)["probe"] == "failed")
    assert shown["error"]["code"] == "not_a_video"


def test_an_aborted_recording_leaves_nothing(stack: Stack, api: Client) -> None:
    """Invariant 8: no multipart upload, no object, no spool file."""
    started = api.start()
    with UploadSocket(api.url, started) as socket:
        for _ in range(12):
            socket.send(OPENING + bytes(1024 * 1024))
        socket.settle()
        while socket.stored == 0:
            socket.receive()
        assert objects_of(stack, started["video_id"])
        socket.command(type="abort")
        while (message := socket.receive())["type"] != "finished":
            pass
    assert message["status"] == "aborted"
    _wait_until_gone(stack, started["video_id"])
    assert api.call("POST", f"/video/abort/{started['video_id']}")["status"] == "aborted"
    with pytest.raises(Refused) as refused:
        api.call("POST", f"/video/abort/{uuid4()}")
    assert refused.value.code == "not_found"
