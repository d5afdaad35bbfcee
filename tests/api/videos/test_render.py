"""A video is shown with URLs that open it, and with none while there is nothing to open."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from apiflask import APIFlask

from app.api.videos import render
from app.db import standing
from app.db.models import Video
from app.db.queries import VideoView
from app.domain.access import Caller

WHOLE: dict[str, Any] = {
    "status": "done",
    "playable": True,
    "seekable": True,
    "delivered_run_id": uuid4(),
    "poster_key": "videos/1/poster.jpg",
    "first_still_key": "videos/1/first.jpg",
    "preview_key": "videos/1/preview.mp4",
    "download_key": "videos/1/download.mp4",
    "storyboard": {"run": "0"},
}


def view(**columns: Any) -> VideoView:
    row = Video(
        **{
            "id": uuid4(),
            "owner_id": uuid4(),
            "title": "A talk",
            "status": "uploading",
            "source": "recording",
            "s3_key": "videos/1/original.webm",
            "mime_type": "video/webm;codecs=vp9",
            "playable": False,
            "seekable": False,
            "ended_early": False,
            "visibility": "private",
            "created_at": datetime.now(UTC),
        }
        | columns
    )
    beside = {"stages": [], "comments": 2, "steps": 3, "upload_id": None, "stored": 5, "renditions": []}
    who = Caller(row.owner_id)
    return VideoView(row, "Ada", **beside, who=who, facts=standing.facts(row, who, None))


@pytest.fixture(autouse=True)
def signer(app: APIFlask) -> None:
    """Whoever signs URLs reads the settings."""


def test_what_plays_is_shown_with_all_that_opens_it() -> None:
    shown = render.video(view(**WHOLE))
    assert shown.playback is not None
    urls = {name: url for name, url in shown.playback.model_dump().items() if name.endswith("url")}
    assert len(urls) == 7
    assert [name for name, url in urls.items() if not url] == []
    assert shown.playback.mime_type == "video/webm"
    assert (shown.counts.comments, shown.counts.steps, shown.owner.name) == (2, 3, "Ada")


def test_nothing_opens_what_cannot_be_played() -> None:
    """Also where a run has made all of it before a scan condemned it."""
    assert render.video(view(**WHOLE | {"playable": False})).playback is None


def test_a_fault_is_shown_in_its_code_and_words() -> None:
    shown = render.video(view(status="failed", error_code="lost_bytes", error_message="Gone."))
    assert shown.error is not None and shown.error.model_dump() == {"code": "lost_bytes", "message": "Gone."}
    assert render.video(view()).error is None


def test_a_list_shows_pictures_and_no_film() -> None:
    shown = render.video_item(view(**WHOLE))
    assert shown.playable and shown.poster_url and shown.preview_url
    assert render.video_item(view()).poster_url is None


def test_what_is_in_a_video_is_said_once_it_is_known() -> None:
    assert render.video(view()).media is None
    sounds = [
        {"index": 1, "codec": "aac", "language": "ger", "title": "", "channels": 2, "is_aside": False},
        {"index": 2, "codec": "opus", "language": "", "title": "Director", "channels": None, "is_aside": True},
    ]
    known = {"container": "matroska", "has_video": True, "has_audio": True, "audio": {"index": 2}}
    unplayed = [{"kind": "sound", "codec": "dts", "damaged": False}]
    media = render.video(view(media=known | {"sounds": sounds, "unplayed": unplayed})).media
    assert media is not None
    assert [(each.language, each.title, each.chosen) for each in media.sounds] == [
        ("ger", None, False),
        (None, "Director", True),
    ]
    assert [(each.kind, each.codec) for each in media.unplayed] == [("sound", "dts")]
    # Older rows say less.
    old = render.video(view(media=known)).media
    assert old is not None and (old.sounds, old.unplayed) == ([], [])


def test_sound_alone_begins_with_its_poster() -> None:
    known = {"container": "webm", "has_video": False, "has_audio": True, "audio": {"index": 0}}
    shown = render.video(view(**WHOLE | {"media": known, "first_still_key": None})).playback
    assert shown is not None and shown.first_still_url == shown.poster_url
