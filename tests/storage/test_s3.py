"""The object store against a real S3 server: what it keeps, what it says, how it fails."""

import dataclasses
import io
import time
from pathlib import Path

import pytest
import requests
from apiflask import APIFlask

from app.config import Settings
from app.errors import StorageError
from app.storage.s3 import MissingObject, ObjectStore, get_store
from tests.support.recordings import MIB, content

PART = 5 * MIB
KEY = "videos/a/original.webm"


@pytest.fixture
def settings(app: APIFlask) -> Settings:
    found: Settings = app.config["VIDEOFLOW"]
    return found


@pytest.fixture
def nowhere(settings: Settings) -> ObjectStore:
    """A store whose server is away."""
    return ObjectStore(dataclasses.replace(settings, s3_endpoint_url="http://127.0.0.1:9", s3_public_endpoint=None))


# ---- whole objects ---------------------------------------------------------------------------------------------------


def test_what_is_put_can_be_looked_at_read_and_deleted(store: ObjectStore) -> None:
    assert store.head(KEY) is None
    store.put(KEY, b"12345", "video/webm")
    head = store.head(KEY)
    assert head
    assert (head.size, head.content_type) == (5, "video/webm")
    assert store.get(KEY) == b"12345"
    for _ in range(2):
        store.delete(KEY)
        assert store.head(KEY) is None


@pytest.mark.parametrize("size", [0, 1, 12 * MIB], ids=["empty", "small", "in parts"])
def test_files_go_up_and_come_down_as_they_are(store: ObjectStore, tmp_path: Path, size: int) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(content(size))
    store.upload_file(KEY, source, "image/jpeg")
    store.download(KEY, target)
    assert target.read_bytes() == source.read_bytes()
    head = store.head(KEY)
    assert head
    assert head.content_type == "image/jpeg"
    assert list(store.open_multiparts()) == []


def test_a_prefix_is_listed_and_deleted_and_nothing_beside_it(store: ObjectStore) -> None:
    names = [f"videos/a/{index:04d}" for index in range(12)]
    for name in [*names, "videos/ab", "videos/b/x"]:
        store.put(name, b"x", "text/plain")
    assert store.list_keys("videos/a/") == names
    assert store.delete_prefix("videos/a/") == 12
    assert store.delete_prefix("videos/a/") == 0
    assert store.list_keys("") == ["videos/ab", "videos/b/x"]


def test_what_is_not_there_is_said_to_be_missing(store: ObjectStore, tmp_path: Path) -> None:
    with pytest.raises(MissingObject):
        store.get(KEY)
    with pytest.raises(MissingObject):
        store.download(KEY, tmp_path / "target")
    assert not (tmp_path / "target").exists()


# ---- URLs ------------------------------------------------------------------------------------------------------------


def test_a_signed_url_reads_its_object_in_ranges(store: ObjectStore) -> None:
    store.put(KEY, bytes(range(100)), "application/octet-stream")
    url = store.presign_get(KEY, 60, content_type="video/webm", filename="My recording.webm")
    whole = requests.get(url, timeout=10)
    assert (whole.status_code, whole.content) == (200, bytes(range(100)))
    assert whole.headers["Content-Type"] == "video/webm"
    assert whole.headers["Content-Disposition"] == 'attachment; filename="My recording.webm"'
    part = requests.get(url, headers={"Range": "bytes=10-19"}, timeout=10)
    assert (part.status_code, part.content) == (206, bytes(range(10, 20)))
    assert part.headers["Content-Range"] == "bytes 10-19/100"


def test_a_signed_url_covers_one_object_and_reading_alone(store: ObjectStore) -> None:
    """Invariant 7."""
    store.put(KEY, b"mine", "text/plain")
    store.put("videos/b/original.webm", b"another's", "text/plain")
    url = store.presign_get(KEY, 60)
    other = url.replace("/a/", "/b/")
    assert requests.get(url, timeout=10).content == b"mine"
    assert requests.get(other, timeout=10).status_code == 403
    assert requests.get(url.partition("?")[0], timeout=10).status_code == 403
    assert requests.put(url, data=b"changed", timeout=10).status_code == 403
    assert requests.delete(url, timeout=10).status_code == 403
    assert store.get(KEY) == b"mine"


def test_a_signed_url_expires(store: ObjectStore) -> None:
    """Invariant 7."""
    store.put(KEY, b"mine", "text/plain")
    url = store.presign_get(KEY, 1)
    deadline = time.monotonic() + 20
    while requests.get(url, timeout=10).status_code != 403:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_url_is_for_the_endpoint_that_browsers_use(settings: Settings) -> None:
    public = dataclasses.replace(settings, s3_public_endpoint="https://media.example.org")
    url = ObjectStore(public).presign_get(KEY, 60)
    assert url.startswith(f"https://media.example.org/{settings.s3_bucket}/{KEY}?")


# ---- multipart uploads -----------------------------------------------------------------------------------------------


def send(store: ObjectStore, upload: str, number: int, data: bytes) -> tuple[int, str]:
    """One part."""
    return number, store.upload_part(KEY, upload, number, io.BytesIO(data), len(data))


def test_parts_become_an_object(store: ObjectStore) -> None:
    first, last = content(PART), content(1000, seed=2)
    upload = store.create_multipart(KEY, "video/webm;codecs=vp9")
    # In any order, and one of them twice.
    parts = [send(store, upload, 2, last), send(store, upload, 1, first), send(store, upload, 2, last)]
    # Some servers list a part that was sent twice twice; which one counts is said when completing.
    assert {(part.number, part.size) for part in store.list_parts(KEY, upload)} == {(1, PART), (2, 1000)}
    assert store.head(KEY) is None
    store.complete_multipart(KEY, upload, sorted(set(parts)))
    assert store.get(KEY) == first + last
    head = store.head(KEY)
    assert head
    assert head.content_type == "video/webm;codecs=vp9"
    assert list(store.open_multiparts()) == []


def test_parts_that_are_too_small_make_no_object(store: ObjectStore) -> None:
    upload = store.create_multipart(KEY, "video/webm")
    parts = [send(store, upload, 1, bytes(PART - 1)), send(store, upload, 2, b"x")]
    with pytest.raises(StorageError, match="EntityTooSmall"):
        store.complete_multipart(KEY, upload, parts)
    assert store.head(KEY) is None


def test_an_abort_leaves_nothing_and_may_be_repeated(store: ObjectStore) -> None:
    upload = store.create_multipart(KEY, "video/webm")
    send(store, upload, 1, bytes(1000))
    for _ in range(2):
        store.abort_multipart(KEY, upload)
        assert list(store.open_multiparts()) == []
    with pytest.raises(MissingObject):
        store.list_parts(KEY, upload)
    with pytest.raises(StorageError):
        send(store, upload, 1, b"late")


def test_open_ones_are_listed_by_prefix_with_their_age(store: ObjectStore) -> None:
    upload = store.create_multipart(KEY, "video/webm")
    other = store.create_multipart("elsewhere/x", "video/webm")
    (found,) = store.open_multiparts("videos/")
    assert (found.key, found.upload_id) == (KEY, upload)
    assert found.initiated.tzinfo is not None
    assert {each.upload_id for each in store.open_multiparts()} == {upload, other}


# ---- the bucket, and a server that is away ---------------------------------------------------------------------------


def test_the_bucket_is_made_once_with_its_rules(settings: Settings) -> None:
    store = ObjectStore(dataclasses.replace(settings, s3_bucket="made-by-a-test"))
    assert not store.reachable()
    for _ in range(2):
        store.initialise("https://videoflow.example.org")
        assert store.reachable()
    client = store._client
    (cors,) = client.get_bucket_cors(Bucket=store.bucket)["CORSRules"]
    assert cors["AllowedOrigins"] == ["https://videoflow.example.org"]
    (rule,) = client.get_bucket_lifecycle_configuration(Bucket=store.bucket)["Rules"]
    assert rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"] == 7
    client.delete_bucket(Bucket=store.bucket)


def test_pages_of_our_site_alone_may_read_across_origins(store: ObjectStore, settings: Settings) -> None:
    store.put(KEY, b"mine", "text/plain")
    url = store.presign_get(KEY, 60)
    ours = requests.get(url, headers={"Origin": settings.public_url}, timeout=10)
    assert ours.headers["Access-Control-Allow-Origin"] == settings.public_url
    theirs = requests.get(url, headers={"Origin": "https://evil.example.org"}, timeout=10)
    assert "Access-Control-Allow-Origin" not in theirs.headers


def test_a_store_that_is_away_says_so_the_same_way_everywhere(nowhere: ObjectStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    calls = [
        lambda: nowhere.put(KEY, b"x", "text/plain"),
        lambda: nowhere.get(KEY),
        lambda: nowhere.head(KEY),
        lambda: nowhere.delete(KEY),
        lambda: nowhere.list_keys(""),
        lambda: nowhere.delete_prefix("videos/a/"),
        lambda: nowhere.upload_file(KEY, tmp_path / "file", "text/plain"),
        lambda: nowhere.download(KEY, tmp_path / "target"),
        lambda: nowhere.create_multipart(KEY, "video/webm"),
        lambda: send(nowhere, "an id", 1, b"x"),
        lambda: nowhere.list_parts(KEY, "an id"),
        lambda: nowhere.complete_multipart(KEY, "an id", [(1, "etag")]),
        lambda: nowhere.abort_multipart(KEY, "an id"),
        lambda: list(nowhere.open_multiparts()),
        lambda: nowhere.initialise("https://videoflow.example.org"),
    ]
    # Waiting between tries is the SDK's affair, not this test's.
    nowhere._client.meta.events.register("needs-retry.s3", lambda **_: None, unique_id="retry-config-s3")
    for call in calls:
        with pytest.raises(StorageError) as away:
            call()
        assert away.value.retryable
        assert away.value.http_status == 503
    assert not nowhere.reachable()


def test_a_file_that_cannot_be_stored_is_a_storage_error(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    store = ObjectStore(dataclasses.replace(settings, s3_bucket="no-such-bucket-here", aws_secret_access_key="wrong"))
    with pytest.raises(StorageError):
        store.upload_file(KEY, tmp_path / "file", "text/plain")


def test_a_process_keeps_one_store_for_its_settings(app: APIFlask) -> None:
    assert get_store() is get_store()


# ---- objects that others sent --------------------------------------------------------------------------------------


def test_an_object_is_read_in_blocks_or_from_its_beginning_alone(store: ObjectStore) -> None:
    data = content(3 * MIB + 7)
    store.put(KEY, data, "video/mp4")
    blocks = list(store.blocks(KEY, MIB))
    assert [len(block) for block in blocks] == [MIB, MIB, MIB, 7]
    assert b"".join(blocks) == data
    assert store.get_range(KEY, 100) == data[:100]
    assert store.get_range(KEY, 4 * MIB) == data
    # Whoever stops early leaves no connection behind.
    reading = store.blocks(KEY, MIB)
    assert next(reading) == data[:MIB]
    reading.close()
    for read in (lambda: store.get_range("none", 1), lambda: next(store.blocks("none", 1))):
        with pytest.raises(MissingObject):
            read()


def test_an_object_is_copied_inside_the_bucket(store: ObjectStore) -> None:
    store.put(KEY, b"12345", "video/mp4")
    store.copy(KEY, "quarantine/a")
    assert store.get("quarantine/a") == store.get(KEY) == b"12345"
    with pytest.raises(MissingObject):
        store.copy("none", "quarantine/b")


def test_a_signed_part_is_that_part_with_that_size_and_no_other(store: ObjectStore) -> None:
    """Invariant 7."""
    upload = store.create_multipart(KEY, "application/octet-stream")
    url = store.presign_part(KEY, upload, 1, 10, 60)
    assert requests.put(url, data=bytes(11), timeout=10).status_code == 403
    assert requests.put(url.replace("partNumber=1", "partNumber=2"), data=bytes(10), timeout=10).status_code == 403
    assert requests.put(url.replace(KEY, "videos/b/original.webm"), data=bytes(10), timeout=10).status_code == 403
    assert requests.get(url, timeout=10).status_code == 403
    expired = store.presign_part(KEY, upload, 1, 10, 1)
    time.sleep(2.1)
    assert requests.put(expired, data=bytes(10), timeout=10).status_code == 403
    assert store.list_parts(KEY, upload) == []
    answer = requests.put(url, data=bytes(10), timeout=10)
    assert [(part.number, part.size, part.etag) for part in store.list_parts(KEY, upload)] == [
        (1, 10, answer.headers["ETag"].strip('"'))
    ]
    store.abort_multipart(KEY, upload)
