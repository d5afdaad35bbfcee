"""Lists and permission checks where there is much: how long each takes, and what PostgreSQL reads for it.

    python -m benchmarks.library [--rounds 300] [--videos 100000] [--people 1000] [--grants 1000000] [--plans]

A database of its own is filled by generate_series: people, their videos, grants to people by name, links, comments, an
audit log of 200,000 entries. Then each question is asked by one person after the other, of videos drawn by a fixed
seed, through the services that answer pages: what is timed is all of it, without HTTP. A line a question: p50 and p95
in ms, statements, and the large tables that a plan reads from end to end, of which there should be none. --plans prints
them.
"""

import argparse
import dataclasses
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from benchmarks.support.filling import filled
from scripts.stack import Stack

AIM_MS = 100.0
WARM_UP = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """One round: who asks, one of their videos, one that they were named for, and one that is not for them."""

    person: UUID
    email: str
    own: UUID
    shared: UUID
    other: UUID


def main() -> None:
    """Fills the database, asks, prints; ends with 1 where a question is slower than the aim or scans a large table."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="videoflow-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may have to run as another account, and must get in
        with Stack(Path(folder), durable=False) as stack:
            stack.start_services()
            stack.migrate()
            os.environ.update(stack.env)
            sys.exit(_measure(options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--videos", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=1_000)
    parser.add_argument("--grants", type=int, default=1_000_000)
    parser.add_argument("--plans", action="store_true")
    return parser.parse_args()


def _measure(options: argparse.Namespace) -> int:
    # Only now does the environment say which services there are.
    from app import config, create_app

    with create_app(dataclasses.replace(config.load(), log_level="ERROR")).app_context():
        with _timed("filled"):
            filled(options.videos, options.people, options.grants)
        rounds, large = list(_rounds(options.rounds + WARM_UP)), _large_tables()
        print(f"{options.rounds} rounds each\n{'question':34}{'p50 ms':>9}{'p95 ms':>9}{'asked':>7}  scans")
        good = [_line(name, ask, rounds, large, options.plans) for name, ask in _questions().items()]
    return 0 if all(good) else 1


@contextmanager
def _timed(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"{what} in {time.perf_counter() - began:.0f} s")


def _large_tables() -> list[str]:
    """Those with more rows than there are people: of the others a scan is the quickest way."""
    from app.extensions import db

    counted = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    more = " AND reltuples > (SELECT reltuples FROM pg_class WHERE oid = 'users'::regclass)"
    with db.engine.connect() as connection:
        return list(connection.execute(text(counted + more)).scalars())


def _line(name: str, ask: Callable[[Asked], object], rounds: list[Asked], large: list[str], with_plans: bool) -> bool:
    from benchmarks.support.plans import plans, scanned

    found = plans(lambda: ask(rounds[0]))
    scans = sorted({table for plan in found for table in scanned(plan, large)})
    times = sorted(_milliseconds(ask, each) for each in rounds)[: -WARM_UP or None]
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{name:34}{p50:9.1f}{p95:9.1f}{len(found):7}  {', '.join(scans) or '-'}")
    if with_plans:
        print("\n".join(found))
    return p95 <= AIM_MS and not scans


def _milliseconds(ask: Callable[[Asked], object], who: Asked) -> float:
    began = time.perf_counter()
    ask(who)
    return (time.perf_counter() - began) * 1000


def _rounds(amount: int) -> Iterator[Asked]:
    """The same people and videos in each run of one size, as far as ids may be."""
    from app.extensions import db

    chance = random.Random(1)
    with db.engine.connect() as connection:
        people = connection.execute(text("SELECT id, email FROM users ORDER BY email")).all()
        for _ in range(amount):
            person = chance.choice(people)
            own = "SELECT id FROM videos WHERE owner_id = :id AND trashed_at IS NULL AND deleted_at IS NULL"
            own += " ORDER BY id OFFSET :n LIMIT 1"
            named = "SELECT video_id FROM video_people WHERE user_id = :id ORDER BY video_id OFFSET :n LIMIT 1"
            other = "SELECT id FROM videos WHERE owner_id = :id AND visibility = 'private' LIMIT 1"
            yield Asked(
                person.id,
                person.email,
                connection.execute(text(own), {"id": person.id, "n": chance.randrange(50)}).scalar_one(),
                connection.execute(text(named), {"id": person.id, "n": chance.randrange(500)}).scalar_one(),
                connection.execute(text(other), {"id": chance.choice(people).id}).scalar_one(),
            )


def _questions() -> dict[str, Callable[[Asked], object]]:
    from app.db.models import Video
    from app.db.queries import Scope
    from app.domain.access import Action, Caller
    from app.services.access import videos as access
    from app.services.accounts import directory, sign_ins
    from app.services.videos import library
    from app.services.workspace import audit
    from app.services.workspace.audit import Which

    # A page far down: as somebody asks for it who has come to what was recorded half a year ago.
    old = Video(id=UUID(int=0), created_at=datetime.now(UTC) - timedelta(days=180))
    far = library._write_cursor(old)

    def listed(scope: Scope, words: str | None = None, cursor: str | None = None) -> Callable[[Asked], object]:
        return lambda who: library.page(Caller(who.person), words, None, 24, cursor, scope)

    def may(action: Action, which: str) -> Callable[[Asked], object]:
        def ask(who: Asked) -> object:
            try:
                access.require(Caller(who.person), action, getattr(who, which))
            except Exception as refusal:  # noqa: BLE001  # to be refused is an answer, too
                return refusal
            return None

        return ask

    return {
        "sign-in": lambda who: sign_ins.signed_in_user(who.own),
        "mine": listed(Scope.MINE),
        "mine, far down": listed(Scope.MINE, cursor=far),
        "mine, by title": listed(Scope.MINE, "recording 17"),
        "shared with me": listed(Scope.SHARED),
        "shared, far down": listed(Scope.SHARED, cursor=far),
        "shared, by title": listed(Scope.SHARED, "recording 17"),
        "workspace": listed(Scope.WORKSPACE),
        "workspace, far down": listed(Scope.WORKSPACE, cursor=far),
        "trash": listed(Scope.TRASH),
        "may change what is mine": may(Action.CHANGE, "own"),
        "may watch what I was named for": may(Action.WATCH, "shared"),
        "may not watch what is private": may(Action.WATCH, "other"),
        "a video's page": lambda who: library.view(who.own, Caller(who.person)),
        "admin: people": lambda who: directory.page(None, 50, None),
        "admin: people by text": lambda who: directory.page(who.email[:4], 50, None),
        "admin: one person": lambda who: directory.one(who.person),
        "admin: storage": lambda who: directory.storage(),
        "audit log": lambda who: audit.page(Which(), 50, None),
        "audit log, by kind": lambda who: audit.page(Which(kind="role_changed"), 50, None),
        "audit log, by person": lambda who: audit.page(Which(person=who.email), 50, None),
        "audit log, by kind and person": lambda who: audit.page(Which("link_made", who.email), 50, None),
    }


if __name__ == "__main__":
    main()
