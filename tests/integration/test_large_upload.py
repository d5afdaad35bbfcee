"""A large recording over both transports: same object, in order, once, in bounded memory (invariants 2, 3 and 5)."""

import hashlib
import random
import signal
import time
from collections.abc import Iterator

import boto3
import psycopg2
import pytest
import redis
from botocore.config import Config
from celery import Celery

from scripts.client import OPENING, THREE_SECONDS, Client, UploadSocket
from scripts.resources import usage
from scripts.stack import Stack

MIB = 1024 * 1024
SIZE = 200_000_000
MIN_PART = 5 * MIB
# Twice the deepest backlog of chunks, a part per worker thread, and the allocator's slack.
MEMORY_HEADROOM = 96 * MIB

# Every message in the queue twice, in another order: what a broker may do to us, done at once.
_DOUBLE_AND_SHUFFLE = """
local messages = redis.call('LRANGE', KEYS[1], 0, -1)
local both = {}
for _, message in ipairs(messages) do table.insert(both, message); table.insert(both, message) end
math.randomseed(tonumber(ARGV[1]))
for i = #both, 2, -1 do local j = math.random(i); both[i], both[j] = both[j], both[i] end
redis.call('DEL', KEYS[1])
for _, message in ipairs(both) do redis.call('RPUSH', KEYS[1], message) end
return #messages
"""


@pytest.fixture(scope="module")
def two_workers(stack: Stack) -> Iterator[Stack]:
    """The stack with a second worker on the same uploads queue."""
    stack.start_app("uploads-2")
    deadline = time.monotonic() + 30
    while "ready." not in stack.tail("uploads-2"):
        assert time.monotonic() < deadline, stack.tail("uploads-2")
        time.sleep(0.2)
    yield stack
    stack.stop_one("uploads-2")


def _chunks(seed: int) -> Iterator[bytes]:
    source = random.Random(seed)
    yield OPENING
    sent = len(OPENING)
    while sent < SIZE:
        piece = source.randbytes(min(THREE_SECONDS, SIZE - sent))
        sent += len(piece)
        yield piece


def _s3(stack: Stack):
    return boto3.client(
        "s3",
        endpoint_url=stack.env["S3_ENDPOINT_URL"],
        region_name="us-east-1",
        aws_access_key_id=stack.env["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=stack.env["AWS_SECRET_ACCESS_KEY"],
        config=Config(signature_version="s3v4"),
    )


def _parts(stack: Stack, video_id: str) -> list[int]:
    """The sizes of the parts S3 lists for the video's open multipart upload."""
    client = _s3(stack)
    bucket = stack.env["S3_BUCKET"]
    uploads = client.list_multipart_uploads(Bucket=bucket, Prefix=f"videos/{video_id}/").get("Uploads", [])
    if not uploads:
        return []
    listed = client.list_parts(Bucket=bucket, Key=uploads[0]["Key"], UploadId=uploads[0]["UploadId"])
    return [part["Size"] for part in listed.get("Parts", [])]


def _resident(stack: Stack) -> dict[str, int]:
    return {name: usage(stack.pid(name)).resident for name in ("web", "uploads", "uploads-2")}


def _shuffle_queue(stack: Stack, seed: int) -> int:
    """Lets messages pile up in front of stopped workers, doubles and shuffles them, and lets the workers go on."""
    queue = f"uploads.{stack.env['HOST_ID']}"
    for name in ("uploads", "uploads-2"):
        stack.signal(name, signal.SIGSTOP)
    try:
        time.sleep(0.3)
        return int(redis.Redis.from_url(stack.env["REDIS_URL"]).eval(_DOUBLE_AND_SHUFFLE, 1, queue, seed))
    finally:
        for name in ("uploads", "uploads-2"):
            stack.signal(name, signal.SIGCONT)


def test_200_mb_over_the_socket_with_doubled_and_shuffled_drains(two_workers: Stack) -> None:
    stack = two_workers
    client = Client.register(stack.urls["web"])
    started = client.start("video/mp4")
    upload_id = _upload_id(stack, started["video_id"])
    digest = hashlib.sha256()
    before = _resident(stack)
    during = dict(before)
    doubled = 0
    with UploadSocket(client.url, started) as upload:
        for number, piece in enumerate(_chunks(seed=1)):
            digest.update(piece)
            upload.send(piece)
            if number % 40 == 39:
                # Enough for several drains arrives while nobody works on them.
                doubled += _shuffle_queue_while_sending(stack, upload_id, number)
            if number % 10 == 0:
                during = {name: max(size, during[name]) for name, size in _resident(stack).items()}
        upload.settle()
        sizes = _settled_parts(stack, started["video_id"])
        upload.finish()
    stored = hashlib.sha256()
    for piece in client.download(started["video_id"]):
        stored.update(piece)
    after = _resident(stack)
    for moment, figures in (("before", before), ("during, most", during), ("after", after)):
        print(f"resident memory {moment}: " + ", ".join(f"{n} {s / MIB:.0f} MiB" for n, s in figures.items()))
    print(f"parts listed before finish: {len(sizes)} of {sum(sizes)} bytes; messages doubled: {doubled}")

    assert stored.hexdigest() == digest.hexdigest()
    assert doubled > 0
    assert sum(sizes) >= SIZE - 16 * MIB, "most of the recording is in S3 before it is finished"
    assert all(size >= MIN_PART for size in sizes)
    for name in before:
        assert during[name] - before[name] < MEMORY_HEADROOM, f"{name} must not grow with the recording"


def _shuffle_queue_while_sending(stack: Stack, upload_id: str, seed: int) -> int:
    """As _shuffle_queue, with more drains than the recording itself asks for."""
    producer = Celery(broker=stack.env["REDIS_URL"])
    for name in ("uploads", "uploads-2"):
        stack.signal(name, signal.SIGSTOP)
    for _ in range(3):
        producer.send_task("uploads.drain", args=(upload_id,), queue=f"uploads.{stack.env['HOST_ID']}")
    return _shuffle_queue(stack, seed)


def _upload_id(stack: Stack, video_id: str) -> str:
    with psycopg2.connect(stack.env["DATABASE_URL"].replace("+psycopg2", "")) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT id FROM uploads WHERE video_id = %s", (video_id,))
        return str(cursor.fetchone()[0])


def _settled_parts(stack: Stack, video_id: str) -> list[int]:
    """The listed parts once the drains that were asked for are over."""
    deadline = time.monotonic() + 30
    sizes = _parts(stack, video_id)
    while sum(sizes) < SIZE - 8 * MIB and time.monotonic() < deadline:
        time.sleep(0.2)
        sizes = _parts(stack, video_id)
    return sizes


@pytest.mark.slow
def test_the_same_bytes_over_rest_give_the_same_object(two_workers: Stack) -> None:
    client = Client.register(two_workers.urls["web"])
    started = client.start("video/mp4")
    digest = hashlib.sha256()

    def pieces() -> Iterator[bytes]:
        for piece in _chunks(seed=1):
            digest.update(piece)
            yield piece

    size = client.send_by_rest(started, pieces())
    client.finish_by_rest(started, size)
    client.wait_for(started["video_id"], lambda video: video["playback"] is not None)
    stored = hashlib.sha256()
    for piece in client.download(started["video_id"]):
        stored.update(piece)
    assert size == SIZE
    assert stored.hexdigest() == digest.hexdigest()
