"""One round: recorders at work, a fault at a random moment, the end of every recording, the proof."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.support import proof
from benchmarks.support.faults import FAULTS
from benchmarks.support.recorder import Recorder
from benchmarks.support.streams import CAMERA, MB, SCREEN, VP8, recording
from benchmarks.support.world import World
from scripts.client import Client

LIMIT_SECONDS = 240.0
SIZES = (6 * MB, 18 * MB)
# Beat looks for abandoned recordings once a minute.
ABANDONED_SECONDS = 100.0
LATEST_MOMENT = 1.2
# Long enough for a tail to be copied once or twice (SPILL_SECONDS).
SLOW_SECONDS = (16.0, 32.0)
# How far behind the recorder's stop a fault may still strike.
AFTER_STOP_SECONDS = 2.0


@dataclass(slots=True)
class Outcome:
    """What a round found out; bytes and seconds. A good one has lost and left nothing."""

    fault: str
    seed: int
    moment: float
    """The share of the first recording that was acknowledged when the fault struck; above 1: after its stop."""
    recordings: int = 0
    sent: int = 0
    lost: int = 0
    foreign: int = 0
    problems: list[str] = field(default_factory=list)
    recoveries: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    rest_chunks: int = 0
    revived: list[str] = field(default_factory=list)
    """Processes that ended because of the fault, though it struck another one, and that a supervisor started again."""
    seconds: float = 0.0
    """The whole round, proof included."""

    @property
    def bad(self) -> bool:
        """Whether anything was lost, left or said that should not be."""
        return bool(self.lost or self.foreign or self.problems)


def run_round(world: World, client: Client, fault: str, seed: int, count: int) -> Outcome:
    """Runs one round; `seed` decides sizes, chunks, speeds, the moment and how long the fault lasts."""
    rng = random.Random(f"{fault} {seed}")
    kind = FAULTS[fault]
    outcome = Outcome(fault, seed, rng.uniform(0.02, 1.0 if kind.ends_early or kind.slow else LATEST_MOMENT))
    recorders = [recorder(client, rng, kind.slow) for _ in range(count)]
    begun = time.monotonic()
    for each in recorders:
        each.start()
    _await_moment(recorders[0], outcome.moment)
    for each in recorders:
        each.journal.strike()
    kind.strike(world, recorders, rng)
    if kind.ends_early:
        _await_ends(world, client, recorders, outcome)
    else:
        await_recorders(world, recorders, begun + LIMIT_SECONDS, outcome)
    outcome.revived += world.mend()
    prove(world, client, recorders, outcome)
    outcome.seconds = time.monotonic() - begun
    return outcome


def recorder(client: Client, rng: random.Random, slow: bool, sizes: tuple[int, int] = SIZES) -> Recorder:
    """Somebody who records; `sizes` are the least and the most bytes."""
    size = rng.randint(*sizes)
    data = recording(rng.choice([CAMERA, CAMERA, SCREEN, VP8]), size)
    seconds = rng.uniform(*SLOW_SECONDS) if slow else rng.choice([0.0, rng.uniform(2.0, 6.0)])
    return Recorder(client, data, random.Random(rng.random()), seconds, sockets=rng.random() > 0.2)


def _await_moment(recorder: Recorder, moment: float) -> None:
    while not recorder.done and recorder.acknowledged < min(moment, 1.0) * len(recorder.data):
        time.sleep(0.005)
    if moment > 1.0:
        while not recorder.done and recorder.journal.finish_sent is None:
            time.sleep(0.005)
        time.sleep((moment - 1.0) / (LATEST_MOMENT - 1.0) * AFTER_STOP_SECONDS)


def await_recorders(world: World, recorders: list[Recorder], deadline: float, outcome: Outcome) -> None:
    """Waits until all recordings play, and does what a supervisor does meanwhile."""
    while any(not recorder.join(0.1) for recorder in recorders) and time.monotonic() < deadline:
        outcome.revived += world.mend()
    for recorder in recorders:
        if not recorder.join(0.0):
            outcome.problems.append(
                f"{recorder.video_id} did not end: {recorder.acknowledged} of {len(recorder.data)} acknowledged, "
                f"{dict(recorder.journal.troubles)}"
            )
            recorder.vanish()


def _await_ends(world: World, client: Client, recorders: list[Recorder], outcome: Outcome) -> None:
    """Lets ten minutes pass in the database, again and again as bytes still move, until beat ended all of them."""
    deadline = time.monotonic() + ABANDONED_SECONDS
    left = list(recorders)
    while left and time.monotonic() < deadline:
        _let_time_pass(world, [recorder.video_id for recorder in left])
        outcome.revived += world.mend()
        time.sleep(1.0)
        left = [recorder for recorder in left if not _has_ended(client, recorder)]
    outcome.problems += [f"{recorder.video_id} was not ended" for recorder in left]


def _has_ended(client: Client, recorder: Recorder) -> bool:
    video = client.video(recorder.video_id)
    if video["status"] == "aborted" or video["playback"]:
        recorder.journal.plays()
        return True
    return False


def _let_time_pass(world: World, video_ids: list[str]) -> None:
    world.execute(
        "UPDATE uploads SET touched_at = touched_at - interval '11 minutes' "
        "WHERE video_id = ANY(%s::uuid[]) AND state = 'open' AND touched_at > now() - interval '11 minutes'",
        video_ids,
    )


def prove(
    world: World, client: Client, recorders: list[Recorder], outcome: Outcome, only_originals: bool = True
) -> None:
    """Compares every byte, looks for what lies where nothing should, deletes all, and looks again.

    `only_originals`: nothing was to be made from the recordings.
    """
    direct = Client(world.stack.urls["web"], client.token, client.user)
    store = world.store()
    for recorder in recorders:
        _compare(direct, recorder, outcome)
        journal = recorder.journal
        outcome.recordings += 1
        outcome.sent += recorder.given
        outcome.problems += journal.complaints
        outcome.troubles += journal.troubles
        outcome.rest_chunks += journal.rest_chunks
        outcome.recoveries += [] if journal.recovery is None else [journal.recovery]
        outcome.waits += [] if journal.wait is None else [journal.wait]
    ended = {each.video_id for each in recorders if direct.video(each.video_id)["status"] != "aborted"}
    if only_originals:
        outcome.problems += [f"left behind: {what}" for what in proof.orphans(world, store, ended)]
    for recorder in recorders:
        direct.call("DELETE", f"/video/{recorder.video_id}?forever=true")
    outcome.problems += [f"left after deletion: {what}" for what in proof.leftovers(world, store)]


def _compare(client: Client, recorder: Recorder, outcome: Outcome) -> None:
    video = client.video(recorder.video_id)
    if video["playback"] is None:
        if video["status"] != "aborted" or recorder.promised:
            outcome.lost += recorder.promised
            outcome.problems.append(f"{recorder.video_id} is {video['status']}: {video['error']}")
        return
    found = proof.compare(recorder.data, proof.download(client, recorder.video_id), recorder.promised)
    outcome.lost += found.lost
    outcome.foreign += found.foreign
