"""What programs are told of a video's stream: where it begins, or how far it is."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from apiflask import APIFlask

from app.api.playback import render
from app.db import standing
from app.db.models import Video
from app.db.queries import VideoView
from app.domain.access import Caller
from app.errors import VideoFlowError


@pytest.fixture(autouse=True)
def signer(app: APIFlask) -> None:
    """Whoever signs URLs reads the settings."""


def view(**columns: Any) -> VideoView:
    row = Video(
        id=uuid4(),
        owner_id=uuid4(),
        title="A talk",
        status="processing",
        visibility="private",
        created_at=datetime.now(UTC),
        **columns,
    )
    who = Caller(row.owner_id)
    known: dict[str, Any] = {"video": row, "stages": [{"name": "probe", "state": "done", "progress": 1.0}]}
    known |= {"who": who, "facts": standing.facts(row, who, None)}
    return VideoView(**{name: known.get(name) for name in VideoView.__dataclass_fields__})


def test_a_stream_begins_at_its_master_playlist_until_then() -> None:
    found = view(playable=True, delivered_run_id=uuid4())
    shown = render.stream(found)
    assert shown.url.endswith("/master.m3u8") and f"/api/stream/{found.video.id}/" in shown.url
    assert (shown.type, shown.videoId, shown.credentials) == ("hls", found.video.id, False)
    assert shown.expires_at > datetime.now(UTC)


@pytest.mark.parametrize("columns", [{"playable": True}, {"playable": False, "delivered_run_id": uuid4()}], ids=str)
def test_until_there_is_one_it_says_how_far_it_is(columns: dict[str, Any]) -> None:
    with pytest.raises(VideoFlowError) as caught:
        render.stream(view(**columns))
    assert (caught.value.code, caught.value.http_status) == ("not_ready", 409)
    assert caught.value.details is not None and caught.value.details["status"] == "processing"


def test_a_download_is_for_what_can_be_played() -> None:
    made = {"download_key": "videos/1/download.mp4"}
    assert render.download_url(view(playable=False, **made)) is None
    url = render.download_url(view(playable=True, **made))
    assert url is not None and "A talk.mp4" in unquote(unquote(url))


def test_a_video_without_a_verdict_has_none() -> None:
    assert render.scan(Video(scan_verdict=None)) is None
    shown = render.scan(Video(scan_verdict="infected", scan_detail="Eicar"))
    assert shown is not None and (shown.verdict, shown.detail) == ("infected", "Eicar")
