"""From a recording to a stream that another program plays, over HTTP and without credentials of ours."""

import json
import subprocess
from typing import Any

import m3u8
import pytest
import requests

from scripts.client import Client
from scripts.stack import Stack
from tests.integration.test_pipeline import CAMERA, record


def probed(url: str) -> dict[str, Any]:
    """What ffprobe finds when it plays a playlist from its URL."""
    argv = ["ffprobe", "-v", "error", "-allowed_extensions", "ALL", "-of", "json"]
    argv += ["-show_entries", "stream=codec_name,width,height:format=duration", url]
    answer: dict[str, Any] = json.loads(subprocess.run(argv, check=True, capture_output=True, timeout=60).stdout)
    return answer


def test_a_recording_streams_scrubs_and_downloads(stack: Stack, api: Client) -> None:
    video = record(api, CAMERA, "video/webm;codecs=vp9,opus")
    shown = api.wait_for(video, lambda video: video["status"] in {"done", "failed"}, 180)
    assert (shown["status"], shown["error"]) == ("done", None)
    assert api.call("GET", f"/api/status?videoId={video}")["progress"] == 1.0
    stream = api.call("GET", f"/api/stream?videoId={video}")
    master = m3u8.load(stream["url"])
    facts = {}
    for each in master.playlists:
        found = probed(each.absolute_uri)
        ((width, height),) = [(stream["width"], stream["height"]) for stream in found["streams"]]
        assert each.stream_info.resolution == (width, height)
        assert {stream["codec_name"] for stream in found["streams"]} == {"h264"}
        facts[each.uri] = float(found["format"]["duration"])
    assert len(facts) >= 2
    assert all(seconds == pytest.approx(shown["duration"], abs=0.3) for seconds in facts.values())
    (sound,) = master.media
    assert [stream["codec_name"] for stream in probed(sound.absolute_uri)["streams"]] == ["aac"]
    playback = shown["playback"]
    assert requests.get(playback["storyboard_url"], timeout=10).text.startswith("WEBVTT")
    assert {stream["codec_name"] for stream in probed(playback["preview_url"])["streams"]} == {"h264"}
    assert {stream["codec_name"] for stream in probed(playback["download_url"])["streams"]} == {"h264", "aac"}
    for name in ("url", "poster_url", "first_still_url", "preview_url", "download_url"):
        got, said = (
            requests.get(playback[name], timeout=10),
            requests.head(playback[name], timeout=10, allow_redirects=True),
        )
        assert (name, got.status_code, said.status_code) == (name, 200, 200)
        assert (said.headers["Content-Length"], said.headers["Content-Type"]) == (
            str(len(got.content)),
            got.headers["Content-Type"],
        )
    for name in ("hls_url", "storyboard_url"):
        assert requests.head(playback[name], timeout=10).status_code == 200
    api.call("DELETE", f"/video/{video}?forever=true")
    assert requests.get(stream["url"], timeout=10).status_code == 404
