"""Tokens that play one video's playlists: steady for a while, and never for longer than they say."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from apiflask import APIFlask

from app.errors import VideoFlowError
from app.services.playback import playlists
from tests.support.recordings import settings_changed
from tests.support.tokens import forged


def test_a_grant_opens_what_it_was_issued_for(app: APIFlask) -> None:
    video = uuid4()
    grant = playlists.issue(video)
    assert playlists.read(grant.token, video) == grant
    assert grant.url("master.m3u8").endswith(f"/api/stream/{video}/{grant.token}/master.m3u8")


@pytest.mark.parametrize("seconds", [60, 4 * 3600])
def test_a_grant_holds_for_half_of_its_time_at_least_and_all_of_it_at_most(app: APIFlask, seconds: int) -> None:
    with settings_changed(app, playback_url_seconds=seconds):
        before = datetime.now(UTC)
        left = playlists.issue(uuid4()).expires_at - before
    assert timedelta(seconds=seconds / 2) <= left <= timedelta(seconds=seconds + 1.5)


def test_who_asks_again_is_given_the_same(app: APIFlask) -> None:
    """Two looks may lie on either side of the moment when a new one begins, but not three."""
    video = uuid4()
    assert len({playlists.issue(video) for _ in range(3)}) <= 2


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"expired": True}, "playback_expired"),
        ({"key": "another key of more than thirty-two characters"}, "playback_refused"),
        ({"aud": "session"}, "playback_refused"),
        ({"video": None}, "playback_refused"),
        ({"exp": None}, "playback_refused"),
    ],
    ids=str,
)
def test_what_was_not_issued_here_opens_nothing(app: APIFlask, how: dict[str, object], code: str) -> None:
    video = uuid4()
    with pytest.raises(VideoFlowError) as caught:
        playlists.read(forged(playlists.issue(video).token, **how), video)  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.http_status) == (code, 403)


def test_a_grant_for_one_video_opens_no_other(app: APIFlask) -> None:
    with pytest.raises(VideoFlowError) as caught:
        playlists.read(playlists.issue(uuid4()).token, uuid4())
    assert caught.value.code == "playback_refused"
