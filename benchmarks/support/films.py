"""A film for a round with an outage: long enough to be transcoded and read while the fault strikes, and after it."""

import random
import time
from dataclasses import dataclass

from benchmarks.support.proof import compare, download
from benchmarks.support.streams import GUIDE, bytes_per_second, pieces, recording
from benchmarks.support.world import World
from scripts.client import THREE_SECONDS, Client

# On two busy cores, each of the two takes about as long as it lasts.
SECONDS = (150.0, 240.0)
BEGIN_SECONDS = 180.0
END_SECONDS = 420.0
_ENDED = ("done", "skipped", "failed")


@dataclass(frozen=True, slots=True)
class Film:
    """What was sent, and as which video."""

    video_id: str
    data: bytes


def send(client: Client, rng: random.Random) -> Film:
    """Records a screen full of text, as fast as it is taken."""
    data = recording(GUIDE, int(rng.uniform(*SECONDS) * bytes_per_second(GUIDE)))
    started = client.start()
    size = client.send_by_rest(started, pieces(iter([data]), THREE_SECONDS))
    client.finish_by_rest(started, size)
    return Film(started["video_id"], data)


def await_work(world: World, film: Film) -> None:
    """Waits until the film is transcoded and read at the same time. Raises TimeoutError."""
    deadline = time.monotonic() + BEGIN_SECONDS
    while not _is_worked_on(world, film):
        if time.monotonic() > deadline:
            raise TimeoutError(f"the film is not transcoded and read: {_stages(world, film.video_id)}")
        time.sleep(0.05)


def complaints(world: World, video_ids: list[str]) -> list[str]:
    """What is wrong with the pipelines of these videos, once all have ended: each stage is done, and was begun once."""
    deadline = time.monotonic() + END_SECONDS
    while not all(_has_ended(world, each) for each in video_ids) and time.monotonic() < deadline:
        time.sleep(0.2)
    found = [(each, *stage) for each in video_ids for stage in _stages(world, each)]
    problems = [
        f"{video_id}: {name} is {state} after {attempts} attempts: {error}"
        for video_id, name, state, attempts, error in found
        if (state, attempts) not in {("done", 1), ("skipped", 0), ("skipped", 1)}
    ]
    return problems + [f"{key} was made by a second attempt" for key in _made_again(world, video_ids)]


def lost(client: Client, film: Film) -> tuple[int, int]:
    """Bytes of the film that are lost, and bytes that nobody sent."""
    found = compare(film.data, download(client, film.video_id), len(film.data))
    return found.lost, found.foreign


def _is_worked_on(world: World, film: Film) -> bool:
    running = [name for name, state, *_ in _stages(world, film.video_id) if state == "running"]
    return "transcode" in running and bool({"frames", "text"} & set(running))


def _has_ended(world: World, video_id: str) -> bool:
    return all(state in _ENDED for _, state, *_ in _stages(world, video_id))


def _stages(world: World, video_id: str) -> list[tuple[str, str, int, str | None]]:
    query = "SELECT name, state, attempts, error_message FROM stages WHERE video_id = %s::uuid ORDER BY id"
    return [(name, state, attempts, error) for name, state, attempts, error in world.ask(query, video_id)]


def _made_again(world: World, video_ids: list[str]) -> list[str]:
    """Segments of pieces that were begun twice: an attempt's number is in the names of what it stores."""
    store = world.store()
    names = [key for each in video_ids for key in store.list_keys(f"videos/{each}/hls/")]
    folders = {key.rpartition("/")[0] for key in names}
    return sorted(folder for folder in folders if folder[-2:-1] == "-" and not folder.endswith("-1"))
