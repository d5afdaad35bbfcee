"""The product with something unreliable between its parts: proxies before the web server and S3, a small disk."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import psycopg2.extensions

from app.config import load
from app.storage.s3 import ObjectStore
from benchmarks.support.proxy import Proxy
from scripts.client import Client
from scripts.stack import Stack

MIB = 1024 * 1024
# What a recording needs in order to be stored; the pictures and texts come from what was stored.
APP = ("web", "uploads", "default", "beat")
_PIPELINE = ("media", "ocr", "transcode")
_BESIDE_THE_SPOOL = ("web", "uploads")
# The smallest part S3 takes, so that also short recordings have several.
PART_BYTES = 5 * MIB
SMALL_DISK_BYTES = 512 * MIB


class CannotMount(OSError):
    """There is no small disk to fill up."""


class World:
    """A stack of its own whose data survives crashes; recorders reach it, and it reaches S3, through a proxy each.

    `small_disk`: the spool lies on a file system of 512 MiB. Raises CannotMount where this account may not mount one.
    """

    def __init__(self, folder: Path, small_disk: bool = False) -> None:
        folder.chmod(0o755)  # PostgreSQL may have to run as another account, and must get in
        if small_disk:
            _mount(folder / "spool")
        self.mounted = small_disk
        self.stack = Stack(folder, durable=True)
        self._s3_url = self.stack.urls["s3"]
        self.spool = Path(self.stack.env["SPOOL_DIR"])
        self._hosts = 1
        self.s3 = Proxy(int(self._s3_url.rpartition(":")[2]))
        self.network = Proxy(int(self.stack.urls["web"].rpartition(":")[2]))
        self.database, self.broker = (Proxy(_port(self.stack.env[name])) for name in ("DATABASE_URL", "REDIS_URL"))
        self._database_url = self.stack.env["DATABASE_URL"].replace("+psycopg2", "")
        self.stack.env |= {
            "S3_ENDPOINT_URL": self.s3.url,
            "S3_PUBLIC_ENDPOINT": self._s3_url,
            "PART_BYTES": str(PART_BYTES),
            # One person records in all rounds, which may be many hours.
            "ACCESS_TOKEN_MINUTES": "1440",
        }

    def start(self) -> Client:
        """Starts all of it; returns somebody who records, by way of the proxy."""
        self.stack.start_services()
        self.stack.migrate()
        self.stack.start_app(*APP)
        self.stack.wait_ready()
        person = Client.register(self.stack.urls["web"])
        return Client(self.network.url, person.token, person.user)

    def store(self) -> ObjectStore:
        """The bucket, without a proxy before it."""
        env = dict(os.environ) | self.stack.env | {"S3_ENDPOINT_URL": self._s3_url}
        return ObjectStore(load(env))

    @contextmanager
    def whole(self) -> Iterator[None]:
        """For as long as the body runs, all of the product runs, and reaches PostgreSQL and Redis by proxies, too."""
        direct = dict(self.stack.env)
        for name, line in (("DATABASE_URL", self.database), ("REDIS_URL", self.broker)):
            self.stack.env[name] = direct[name].replace(f":{_port(direct[name])}/", f":{line.port}/")
        try:
            self._run_instead(APP, (*APP, *_PIPELINE))
            yield
        finally:
            self.stack.env = direct
            self._run_instead((*APP, *_PIPELINE), APP)

    def _run_instead(self, before: tuple[str, ...], after: tuple[str, ...]) -> None:
        for name in before:
            self.stack.stop_one(name)
        self.stack.start_app(*after)
        self.stack.wait_ready()

    def lose_host(self) -> None:
        """The machine that takes chunks is gone, with its spool."""
        for name in _BESIDE_THE_SPOOL:
            self.stack.kill(name)
        for entry in self.spool.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def replace_host(self) -> None:
        """A machine with another name and an empty spool takes the place of a lost one, and a minute has passed."""
        self._hosts += 1
        self.stack.env["HOST_ID"] = f"host-{self._hosts}"
        self.execute("UPDATE hosts SET seen_at = seen_at - interval '1 minute'")
        self.execute("UPDATE uploads SET touched_at = touched_at - interval '1 minute' WHERE state <> 'completed'")
        for name in _BESIDE_THE_SPOOL:
            self.stack.start(name)

    def execute(self, statement: str, *parameters: object) -> None:
        """Runs one statement in the product's database."""
        with self._cursor() as cursor:
            cursor.execute(statement, parameters)

    def ask(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """The rows of one query."""
        with self._cursor() as cursor:
            cursor.execute(query, parameters)
            return cursor.fetchall()

    @contextmanager
    def _cursor(self) -> Iterator["psycopg2.extensions.cursor"]:
        session = psycopg2.connect(self._database_url)
        try:
            with session, session.cursor() as cursor:
                yield cursor
        finally:
            session.close()

    def mend(self) -> list[str]:
        """Does what every supervisor does: starts again what has ended. Returns names."""
        return [note.split()[0] for note in self.stack.revive()]

    def stop(self) -> None:
        """Ends everything and unmounts the disk."""
        self.stack.stop()
        self.s3.stop()
        self.network.stop()
        self.database.stop()
        self.broker.stop()
        if self.mounted:
            subprocess.run(["umount", str(self.spool)], check=False)


def _port(url: str) -> int:
    port = urlsplit(url).port
    assert port
    return port


def _mount(folder: Path) -> None:
    folder.mkdir()
    options = f"size={SMALL_DISK_BYTES},mode=0700"
    argv = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    done = subprocess.run(argv, capture_output=True, text=True)
    if done.returncode:
        folder.rmdir()
        raise CannotMount(done.stderr.strip())
