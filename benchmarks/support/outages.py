"""A round in which PostgreSQL or Redis is away while the whole product works: nothing lost, and nothing done twice."""

import random
import time

from benchmarks.support import films, rounds
from benchmarks.support.faults import FAULTS
from benchmarks.support.rounds import Outcome
from benchmarks.support.streams import MB
from benchmarks.support.world import World
from scripts.client import Client

# Small, because all that is recorded is transcoded and read, too.
SIZES = (1 * MB, 2 * MB)
LATEST_SECONDS = 4.0


def run_round(world: World, client: Client, fault: str, seed: int, count: int) -> Outcome:
    """Runs one round; `seed` decides sizes, chunks, speeds, the moment, and how the fault shows.

    1. A film is sent; when it is transcoded and read at the same time, recorders begin.
    2. The fault strikes while they send, and lasts for OUTAGE.
    3. The recorders go on until their recordings play, the workers until all stages have ended.
    4. Every stage and every piece was begun once; then all bytes are compared and everything is deleted, as ever.
    """
    rng = random.Random(f"{fault} {seed}")
    outcome, begun = Outcome(fault, seed, 0.0), time.monotonic()
    with world.whole():
        film = films.send(client, rng)
        films.await_work(world, film)
        recorders = [rounds.recorder(client, rng, False, SIZES) for _ in range(count)]
        for each in recorders:
            each.start()
        time.sleep(rng.uniform(0.0, LATEST_SECONDS))
        outcome.moment = min(recorders[0].acknowledged / len(recorders[0].data), 1.0)
        for each in recorders:
            each.journal.strike()
        FAULTS[fault].strike(world, recorders, rng)
        rounds.await_recorders(world, recorders, time.monotonic() + rounds.LIMIT_SECONDS, outcome)
        video_ids = [film.video_id, *(each.video_id for each in recorders)]
        outcome.problems += films.complaints(world, video_ids)
        outcome.revived += world.mend()
    _prove_film(world, client, film, outcome)
    rounds.prove(world, client, recorders, outcome, only_originals=False)
    outcome.seconds = time.monotonic() - begun
    return outcome


def _prove_film(world: World, client: Client, film: films.Film, outcome: Outcome) -> None:
    direct = Client(world.stack.urls["web"], client.token, client.user)
    lost, foreign = films.lost(direct, film)
    outcome.recordings += 1
    outcome.sent += len(film.data)
    outcome.lost += lost
    outcome.foreign += foreign
    direct.call("DELETE", f"/video/{film.video_id}?forever=true")
