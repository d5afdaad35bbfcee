"""URLs that lead browsers to objects: how long they hold, and that a page is not given new ones all the time."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import requests
from apiflask import APIFlask

from app.services.playback import signed_urls
from app.storage.s3 import ObjectStore
from tests.support.followed import followed
from tests.support.recordings import settings_changed


def test_a_url_holds_for_at_least_half_its_time(app: APIFlask) -> None:
    """Invariant 7: it expires, and not while a page that just got it is looked at."""
    with settings_changed(app, playback_url_seconds=1000):
        signed = signed_urls.sign("videos/a/original.webm")
    left = signed.expires_at - datetime.now(UTC)
    assert timedelta(seconds=499) < left <= timedelta(seconds=1000)


def test_a_page_that_looks_again_gets_the_same_url(app: APIFlask) -> None:
    """Pictures are not loaded anew with each event. Two looks may lie in two periods, three cannot lie in three."""
    key = f"videos/{uuid4()}/poster.jpg"
    urls = {signed_urls.sign(key).url for _ in range(3)}
    assert len(urls) <= 2
    assert signed_urls.sign(f"videos/{uuid4()}/poster.jpg").url not in urls


def test_a_download_has_a_name(store: ObjectStore) -> None:
    key = f"videos/{uuid4()}/download.mp4"
    store.put(key, b"12345", "video/mp4")
    answer = requests.get(followed(signed_urls.sign(key, filename="Über uns.mp4").url), timeout=10)
    assert (answer.content, answer.headers["Content-Type"]) == (b"12345", "video/mp4")
    assert answer.headers["Content-Disposition"].endswith("filename*=UTF-8''%C3%9Cber%20uns.mp4")
