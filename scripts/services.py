"""How PostgreSQL and Redis are prepared and started, each private to one data directory."""

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import psycopg2

from scripts.datadir import DataDir, write_private
from scripts.ports import HOST, PortBook
from scripts.supervision import Ending, Process

DATABASE = USER = "videoflow"
# Where Debian and Homebrew put binaries that are not on PATH, below the root.
_POSTGRES_HOMES = (
    "usr/lib/postgresql/*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
)
# What people typed is in statements and in the details of errors: neither belongs in a log.
DISCREET_POSTGRES = (
    *("-c", "log_min_messages=warning", "-c", "log_min_error_statement=panic", "-c", "log_error_verbosity=terse"),
    *("-c", "log_parameter_max_length=0", "-c", "log_parameter_max_length_on_error=0"),
)
# A cluster for tests: a crash of the machine may lose it, a crash of the server may not.
_QUICK_POSTGRES = ("-c", "fsync=off", "-c", "full_page_writes=off")


class Postgres:
    """A PostgreSQL cluster of its own, password-protected, on TCP only."""

    def __init__(self, data: DataDir, ports: PortBook, durable: bool) -> None:
        # initdb and postgres refuse to run as root: then they run as the account the system package made.
        self._account = "postgres" if os.geteuid() == 0 else None
        self._home = _place(data, self._account) / "postgres"
        self._password = data.secrets["postgres"]
        self._durable = durable
        self._port = ports.get("postgres")

    @property
    def url(self) -> str:
        """The address as SQLAlchemy takes it."""
        return f"postgresql+psycopg2://{USER}:{self._password}@{HOST}:{self._port}/{DATABASE}"

    def process(self, log: Path) -> Process:
        """Makes the cluster when it is not there yet, and returns its server, not started."""
        if not (self._home / "PG_VERSION").exists():
            self._initialise()
        argv = [
            str(_find_postgres() / "postgres"),
            "-D",
            str(self._home),
            "-p",
            str(self._port),
            "-h",
            HOST,
            "-k",
            "",
        ]
        argv += ["-c", "max_connections=200", *DISCREET_POSTGRES]
        if not self._durable:
            argv += _QUICK_POSTGRES
        # SIGINT ends open sessions, SIGTERM would wait for them; SIGQUIT stops at once and recovers at the next start.
        ending = Ending(((signal.SIGINT, 15.0), (signal.SIGQUIT, 5.0)), orphaned=signal.SIGINT)
        return Process("postgres", argv, log, dict(os.environ), Path("/"), ending, self._account)

    def ready(self) -> bool:
        """Says whether the database answers; makes it at the first time."""
        try:
            _connect(self._port, self._password, DATABASE).close()
        except psycopg2.OperationalError as problem:
            if "does not exist" in str(problem):
                self._create_database()
            return False
        return True

    def tidy(self, forget: bool) -> None:
        """With `forget`, removes the cluster, also where it had to lie outside the data directory."""
        if forget:
            shutil.rmtree(self._home, ignore_errors=True)
            with suppress(OSError):  # inside the data directory, which has more in it
                self._home.parent.rmdir()

    def _initialise(self) -> None:
        partial = self._home.with_name(self._home.name + ".new")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        secret = partial.with_name("postgres.password")
        secret.touch(mode=0o600)
        secret.write_text(self._password)
        if self._account:
            shutil.chown(partial, self._account, self._account)
            shutil.chown(secret, self._account, self._account)
        argv = [
            str(_find_postgres() / "initdb"),
            "-D",
            str(partial),
            "-U",
            USER,
            "--encoding=UTF8",
            "--no-sync",
        ]
        argv += [
            "--auth=scram-sha-256",
            f"--pwfile={secret}",
            f"--locale={_utf8_locale()}",
            "--no-instructions",
        ]
        account = self._account
        groups: list[str] | None = [] if account else None
        made = subprocess.run(
            argv, cwd="/", capture_output=True, text=True, user=account, group=account, extra_groups=groups
        )
        secret.unlink()
        if made.returncode:
            raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")
        # Renamed when whole, so that an interrupted start leaves nothing that looks like a cluster.
        partial.rename(self._home)

    def _create_database(self) -> None:
        connection = _connect(self._port, self._password, "postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {DATABASE}")
        connection.close()


class Redis:
    """A Redis of its own; its settings are a file, so that the password is on no command line."""

    def __init__(self, data: DataDir, ports: PortBook, durable: bool) -> None:
        self._home = data.folder("redis")
        self._port = ports.get("redis")
        self._password = data.secrets["redis"]
        self._durable = durable

    @property
    def url(self) -> str:
        """The address, password included."""
        return f"redis://:{self._password}@{HOST}:{self._port}/0"

    def process(self, log: Path) -> Process:
        """Writes the settings and returns the server, not started."""
        settings = [
            f"port {self._port}",
            f"bind {HOST}",
            f'dir "{self._home}"',
            f"requirepass {self._password}",
        ]
        # Queued tasks must not be dropped to make room.
        settings += ["maxmemory-policy noeviction", f"appendonly {'yes' if self._durable else 'no'}"]
        settings += ["" if self._durable else 'save ""']
        write_private(self._home / "redis.conf", "\n".join(settings) + "\n")
        argv = [_find("redis-server"), str(self._home / "redis.conf")]
        ending = Ending(((signal.SIGTERM, 10.0),), orphaned=signal.SIGTERM)
        return Process("redis", argv, log, dict(os.environ), self._home, ending)

    def tidy(self, forget: bool) -> None:
        """Leaves nothing outside the data directory: nothing to do."""

    def ready(self) -> bool:
        """Says whether it answers; while it still loads its file it does not count."""
        try:
            with socket.create_connection((HOST, self._port), 2) as link, link.makefile("rb") as replies:
                link.sendall(f"AUTH {self._password}\r\nPING\r\n".encode())
                return [replies.readline(), replies.readline()] == [b"+OK\r\n", b"+PONG\r\n"]
        except OSError:
            return False


def _connect(port: int, password: str, database: str) -> psycopg2.extensions.connection:
    return psycopg2.connect(host=HOST, port=port, user=USER, password=password, dbname=database, connect_timeout=2)


def _find(program: str) -> str:
    found = shutil.which(program)
    if not found:
        raise RuntimeError(f"{program} is not installed: run `make setup`")
    return found


def _find_postgres() -> Path:
    places = [path for pattern in _POSTGRES_HOMES for path in Path("/").glob(pattern)]
    if found := [path for path in places if (path / "initdb").exists()]:
        return max(found, key=lambda path: [int(number) for number in re.findall(r"\d+", str(path))])
    return Path(_find("initdb")).resolve().parent


def _utf8_locale() -> str:
    # Upper and lower case beyond ASCII need a UTF-8 locale; every glibc system has this one, macOS has not.
    return "C.UTF-8" if os.uname().sysname == "Linux" else "en_US.UTF-8"


def _place(data: DataDir, account: str | None) -> Path:
    """The folder for a cluster whose server runs as that account: in the data directory, to which it then is let
    through, unless it cannot even come that far.
    """
    if account is None:
        return data.path
    outside = _place_outside(data.path)
    if not _is_open_to_all(data.path.parents) or (outside / "postgres" / "PG_VERSION").exists():
        return outside
    data.let_pass(account)
    return data.path


def _is_open_to_all(folders: Iterable[Path]) -> bool:
    """Says whether every account may pass through these directories."""
    return all(folder.stat().st_mode & 0o001 for folder in folders)


def _place_outside(data: Path) -> Path:
    # The account cannot enter /root, say: the cluster then lies where it can, named after what it belongs to.
    return Path("/var/lib/videoflow") / hashlib.sha256(str(data).encode()).hexdigest()[:16]
