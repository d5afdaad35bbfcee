"""Streams out: who asks is told where the stream begins, and everybody else gets nothing at all."""

import io
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import m3u8
import pytest
import requests
import webvtt
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import update

from app.db.models import Rendition, Stage, TranscodeRun, Video
from app.db.unit_of_work import transaction
from app.services.playback import playlists, signed_urls
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.cloudfront import DOMAIN, KeyPair, parameters
from tests.support.players import every_url, get, opened, path_of, playlist
from tests.support.recordings import settings_changed
from tests.support.streams import RUN, add_run, deliver, streamable
from tests.support.tokens import code_of


def test_a_stream_plays_from_its_url_to_its_last_byte(client: FlaskClient, person: Person) -> None:
    video = streamable(person.id)
    answer = get(client, person, f"/api/stream?videoId={video}")
    assert answer == {
        "videoId": str(video),
        "url": answer["url"],
        "type": "hls",
        "expires_at": answer["expires_at"],
        "credentials": False,
    }
    root = path_of(answer["url"])
    master = playlist(client, root)
    names = [each.uri for each in [*master.playlists, *master.media]]
    assert sorted(names) == ["1080p.m3u8", "360p.m3u8", "720p.m3u8", "audio.m3u8"]
    for name in names:
        media = playlist(client, root.replace("master.m3u8", name))
        urls = [media.segments[0].init_section.uri, *(each.uri for each in media.segments)]
        folder = f"{keys.output(video, keys.HLS, RUN)}{name.removesuffix('.m3u8')}/"
        expected = [f"{folder}init.mp4", *(f"{folder}{n:05d}.m4s" for n in range(3))]
        assert [requests.get(url, timeout=10).text for url in urls] == expected


def test_a_playlist_comes_compressed_to_those_who_can_read_it(client: FlaskClient, person: Person) -> None:
    path = path_of(playlists.issue(streamable(person.id, segments=900)).url("720p.m3u8"))
    small = client.get(path, headers={"Accept-Encoding": "gzip, br"})
    large = client.get(path, headers={"Accept-Encoding": "identity"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in large.headers
    assert len(small.data) < len(large.data) / 4
    assert len(m3u8.loads(large.text).segments) == 900


def test_pages_that_ask_again_are_given_the_same_urls(client: FlaskClient, person: Person) -> None:
    """A player that is told of every change does not begin anew each time."""
    video = streamable(person.id)
    first = get(client, person, f"/video/{video}")["playback"]
    assert get(client, person, f"/video/{video}")["playback"] == first
    path = path_of(first["hls_url"]).replace("master", "720p")
    assert client.get(path).data == client.get(path).data


def test_urls_hold_as_long_as_they_say(app: APIFlask, client: FlaskClient, person: Person) -> None:
    """The token at least half of PLAYBACK_URL_SECONDS; the segments at least as long as the token that lists them."""
    video = streamable(person.id)
    for seconds in (600, 601, 7 * 24 * 3600):
        with settings_changed(app, playback_url_seconds=seconds):
            grant = playlists.issue(video)
            left = grant.expires_at.timestamp() - time.time()
            assert seconds / 2 <= left <= seconds + 1
            for segment in playlist(client, path_of(grant.url("720p.m3u8"))).segments:
                query = dict(parse_qsl(urlsplit(segment.uri).query))
                signed = datetime.strptime(query["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
                expires = signed + timedelta(seconds=int(query["X-Amz-Expires"]))
                assert grant.expires_at <= expires <= grant.expires_at + timedelta(seconds=1)


def test_a_new_run_is_delivered_at_once(client: FlaskClient, person: Person) -> None:
    video = streamable(person.id)
    path = path_of(playlists.issue(video).url("720p.m3u8"))
    assert RUN in client.get(path).text
    another = add_run(video, "another")
    assert RUN in client.get(path).text
    deliver(video, another)
    assert "/another/" in client.get(path).text
    deliver(video, None)
    assert client.get(path).status_code == 404


# ---- what programs are told ------------------------------------------------------------------------------------------


def test_a_video_under_way_says_how_far_it_is(client: FlaskClient, person: Person) -> None:
    video = library.start(person.id, "Under way", None)
    shown = get(client, person, f"/api/status?videoId={video}")
    assert (shown["videoId"], shown["status"], shown["progress"], shown["error"]) == (str(video), "uploading", 0, None)
    with transaction() as work:
        work.execute(update(Stage).where(Stage.name == "finalize").values(state="done", progress=1))
        work.execute(update(Stage).where(Stage.name == "probe").values(state="running", progress=0.5))
    shown = get(client, person, f"/api/status?videoId={video}")
    assert shown["progress"] == pytest.approx(1.5 / len(shown["stages"]), abs=0.001)
    answer = client.get(f"/api/stream?videoId={video}", headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (409, "not_ready")
    assert answer.json["error"]["details"] == {"status": "uploading", "progress": shown["progress"]}


def test_a_failed_video_says_why(client: FlaskClient, person: Person) -> None:
    video = library.start(person.id, "Failed", None)
    with transaction() as work:
        values = {"status": "failed", "error_code": "infected", "error_message": "Eicar was found."}
        work.execute(update(Video).where(Video.id == video).values(**values, scan_verdict="infected"))
    error = {"code": "infected", "message": "Eicar was found."}
    assert get(client, person, f"/api/status?videoId={video}")["error"] == error
    shown = get(client, person, f"/api/v1/videos/{video}")
    assert (shown["status"], shown["error"]) == ("failed", error)
    assert shown["scan"] == {"verdict": "infected", "detail": None}
    assert (shown["hls_url"], shown["download_url"], shown["poster_url"]) == (None, None, None)


def test_the_processing_service_shows_a_video_whole(client: FlaskClient, person: Person) -> None:
    video = streamable(person.id, "Wie wir Öl wechseln")
    shown = get(client, person, f"/api/v1/videos/{video}")
    assert [(each["name"], each["kind"], each["ready"]) for each in shown["variants"]] == [
        ("1080p", "video", True),
        ("720p", "video", True),
        ("360p", "video", True),
        ("audio", "audio", True),
    ]
    assert shown["variants"][1] == {
        "name": "720p",
        "kind": "video",
        "width": 1280,
        "height": 720,
        "bandwidth": 2_600_000,
        "codecs": "avc1.64001f",
        "progress": 1.0,
        "ready": True,
    }
    download = requests.get(opened(client, shown["download_url"]), timeout=10)
    assert download.text == keys.download(video, RUN, "top")
    assert download.headers["Content-Disposition"] == (
        "attachment; filename=\"Wie wir _l wechseln.mp4\"; filename*=UTF-8''Wie%20wir%20%C3%96l%20wechseln.mp4"
    )
    assert requests.get(opened(client, shown["poster_url"]), timeout=10).status_code == 200


def test_a_run_that_is_not_whole_is_shown_and_not_delivered(client: FlaskClient, person: Person) -> None:
    video = streamable(person.id)
    with transaction() as work:
        run = TranscodeRun(video_id=video, prefix="next", plan={})
        work.add(run)
        work.flush()
        work.add(Rendition(run_id=run.id, name="720p", kind="video", progress=0.25))
    shown = get(client, person, f"/video/{video}")
    assert [(each["name"], each["progress"], each["ready"]) for each in shown["renditions"]] == [("720p", 0.25, False)]
    assert RUN in client.get(path_of(shown["playback"]["hls_url"]).replace("master", "1080p")).text


def test_pictures_for_scrubbing_open_one_by_one(client: FlaskClient, person: Person, store: ObjectStore) -> None:
    video = streamable(person.id)
    names = [keys.sprite(video, RUN, number) for number in range(2)]
    board = {"interval": 1, "width": 160, "height": 90, "columns": 10, "rows": 10, "count": 120}
    for name in names:
        store.put(name, name.encode(), "image/jpeg")
    with transaction() as work:
        work.execute(
            update(Video)
            .where(Video.id == video)
            .values(storyboard=board | {"run": RUN, "sprites": names}, duration=120)
        )
    answer = client.get(path_of(get(client, person, f"/video/{video}")["playback"]["storyboard_url"]))
    assert answer.content_type == "text/vtt; charset=utf-8"
    cues = list(webvtt.from_buffer(io.StringIO(answer.text)))
    assert len(cues) == 120
    urls = [cues[number].text.partition("#")[0] for number in (0, 99, 100)]
    assert [requests.get(url, timeout=10).text for url in urls] == [names[0], names[0], names[1]]


# ---- CloudFront ------------------------------------------------------------------------------------------------------


@pytest.fixture
def pair(tmp_path: Path) -> KeyPair:
    return KeyPair(tmp_path)


def test_with_cloudfront_every_url_goes_there_and_is_signed(
    app: APIFlask, client: FlaskClient, person: Person, pair: KeyPair
) -> None:
    video = streamable(person.id)
    with settings_changed(app, **pair.settings):
        urls = every_url(client, person, video)
        grant = playlists.issue(video)
    for url in urls:
        plain, signed = parameters(url)
        assert plain.startswith(f"https://{DOMAIN}/videos/{video}/")
        statement = pair.policy_of(signed, plain)
        expires = statement["Condition"]["DateLessThan"]["AWS:EpochTime"]
        if "/hls/" in plain:
            assert statement["Resource"] == f"https://{DOMAIN}/{keys.output(video, keys.HLS, RUN)}*"
            assert expires == int(grant.expires_at.timestamp())
        else:
            assert statement["Resource"] == plain
            assert expires > time.time()
    assert len({parameters(url)[1]["Signature"] for url in urls if "/720p/" in url}) == 1


def test_with_cookies_segments_have_plain_urls_and_the_answer_brings_what_opens_them(
    app: APIFlask, client: FlaskClient, person: Person, pair: KeyPair
) -> None:
    video = streamable(person.id)
    with settings_changed(app, **pair.settings, cloudfront_cookie_domain="example.org"):
        stream = client.get(f"/api/stream?videoId={video}", headers=person.headers)
        assert stream.json["credentials"] is True
        master = client.get(path_of(stream.json["url"]))
        media = m3u8.loads(client.get(path_of(stream.json["url"]).replace("master", "720p")).text)
        single = get(client, person, f"/video/{video}")["playback"]
    prefix = keys.output(video, keys.HLS, RUN)
    assert [each.uri for each in media.segments] == [f"https://{DOMAIN}/{prefix}720p/{n:05d}.m4s" for n in range(3)]
    assert single["hls_credentials"] is True and "Signature=" in single["poster_url"]
    for answer in (stream, master):
        values = {}
        for line in answer.headers.getlist("Set-Cookie"):
            pair_, *attributes = line.split("; ")
            name, _, value = pair_.partition("=")
            values[name.removeprefix("CloudFront-")] = value
            assert {"Domain=example.org", f"Path=/{prefix}", "Secure", "HttpOnly", "SameSite=Lax"} <= set(attributes)
        assert pair.policy_of(values)["Resource"] == f"https://{DOMAIN}/{prefix}*"


def test_without_cloudfront_there_are_no_cookies(client: FlaskClient, person: Person) -> None:
    answer = client.get(path_of(playlists.issue(streamable(person.id)).url("master.m3u8")))
    assert "Set-Cookie" not in answer.headers
    assert signed_urls.by_cookies() is False
