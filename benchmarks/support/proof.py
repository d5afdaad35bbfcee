"""What became of a recording: the stored object beside the sent bytes, and whatever lies where nothing should."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from app.storage.s3 import ObjectStore
from benchmarks.support.streams import head_length
from benchmarks.support.world import World
from scripts.client import Client

# The worker tidies up right after it said that the recording plays. Where it was killed in between, beat has it done:
# it looks every 30 s, at stages that nobody has touched for 60 s.
TIDY_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Compared:
    """`sent` and `lost` are bytes; `foreign` are bytes in the object that nobody sent there."""

    sent: int
    lost: int
    foreign: int
    new_head: bool


def compare(sent: bytes, stored: bytes, promised: int) -> Compared:
    """Byte for byte behind the heads, which may differ. `promised` bytes were acknowledged: fewer are a loss.

    Where the recorder vanished the object may end anywhere from `promised` on.
    """
    sent_head, stored_head = head_length(sent), head_length(stored)
    ours, theirs = memoryview(sent)[sent_head:], memoryview(stored)[stored_head:]
    same = _common_prefix(ours, theirs)
    lost = max(promised - sent_head - same, 0)
    return Compared(len(sent), lost, len(theirs) - same, stored[:stored_head] != sent[:sent_head])


def _common_prefix(one: memoryview, other: memoryview) -> int:
    """How many bytes are equal from the start."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def download(client: Client, video_id: str) -> bytes:
    """The object by the URL that a player would use."""
    return b"".join(client.download(video_id))


def orphans(world: World, store: ObjectStore, video_ids: set[str]) -> list[str]:
    """What these finished recordings, which are all there are, left behind: waits a while for it to be tidied up."""
    return _after_a_while(lambda: _left(world, store, video_ids))


def leftovers(world: World, store: ObjectStore) -> list[str]:
    """What is still there after everything was deleted."""
    return orphans(world, store, set())


def _after_a_while(look: Callable[[], list[str]]) -> list[str]:
    deadline = time.monotonic() + TIDY_SECONDS
    while (found := look()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def _left(world: World, store: ObjectStore, video_ids: set[str]) -> list[str]:
    found = [f"multipart upload of {each.key}" for each in store.open_multiparts()]
    found += [f"spool {entry.name}" for entry in world.spool.iterdir() if entry.is_dir()]
    originals, others = _sorted(_keys(store), video_ids)
    found += [f"object {key}" for key in others]
    if len(originals) != len(video_ids):
        found.append(f"{len(originals)} originals of {len(video_ids)}")
    return found


def _sorted(keys: list[str], video_ids: set[str]) -> tuple[list[str], list[str]]:
    """The originals of these videos, and the other objects."""
    originals = [key for key in keys if "/original" in key and any(name in key for name in video_ids)]
    return originals, [key for key in keys if key not in originals]


def _keys(store: ObjectStore) -> list[str]:
    pages = store._client.get_paginator("list_objects_v2").paginate(Bucket=store.bucket)
    return [item["Key"] for page in pages for item in page.get("Contents", [])]
