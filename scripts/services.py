"""How PostgreSQL, Redis and SeaweedFS are prepared and started, each private to one data directory."""

import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import psycopg2

from scripts.datadir import DataDir, write_private
from scripts.ports import HOST, PortBook
from scripts.supervision import Ending, Process, gently

DATABASE = USER = BUCKET = "videoflow"
# Where Debian and Homebrew put binaries that are not on PATH, below the root.
_POSTGRES_HOMES = (
    "usr/lib/postgresql/*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
)
_SEAWEEDFS_PARTS = ("master", "volume", "filer", "s3")
# A cluster for tests: a crash of the machine may lose it, a crash of the server may not.
_QUICK_POSTGRES = ("-c", "fsync=off", "-c", "full_page_writes=off")


class Postgres:
    """A PostgreSQL cluster of its own, password-protected, on TCP only."""

    def __init__(self, data: DataDir, ports: PortBook, durable: bool) -> None:
        # initdb and postgres refuse to run as root: then they run as the account the system package made.
        self._account = "postgres" if os.geteuid() == 0 else None
        inside = self._account is None or _open_to_all(data.path)
        self._home = (data.path if inside else _place_outside(data.path)) / "postgres"
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
        argv += ["-c", "max_connections=200", "-c", "log_min_messages=warning"]
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


class SeaweedFS:
    """A one-process SeaweedFS with its S3 gateway: the object store everywhere but on AWS."""

    def __init__(self, data: DataDir, ports: PortBook, weed: Path) -> None:
        self._home = data.folder("s3")
        self._ports = ports
        self._key_id = data.secrets["s3_key_id"]
        self._secret = data.secrets["s3_secret"]
        self._weed = weed

    @property
    def url(self) -> str:
        """The S3 endpoint."""
        return f"http://{HOST}:{self._ports.get('s3.s3')}"

    def process(self, log: Path) -> Process:
        """Writes the credentials and returns the server, not started."""
        credentials = [{"accessKey": self._key_id, "secretKey": self._secret}]
        actions = ["Admin", "Read", "Write", "List", "Tagging"]
        identity = {"name": USER, "credentials": credentials, "actions": actions}
        write_private(self._home / "identities.json", json.dumps({"identities": [identity]}))
        (self._home / "objects").mkdir(exist_ok=True)
        # Its files are closed within milliseconds of SIGTERM; then its filer waits for its own gateway for ever.
        ending = Ending(((signal.SIGTERM, 1.0),))
        return Process("s3", self._argv(), log, dict(os.environ), self._home, ending)

    def tidy(self, forget: bool) -> None:
        """Removes the sockets it made beside the data directory, whatever it was told."""
        for part in _SEAWEEDFS_PARTS:
            Path(f"/tmp/seaweedfs-{part}-grpc-{self._ports.get(f's3.{part}.grpc')}.sock").unlink(missing_ok=True)

    def ready(self) -> bool:
        """Says whether the gateway answers and the volume server has reported itself to the master."""
        if _fetch(f"{self.url}/healthz") is None:
            return False
        topology = _fetch(f"http://{HOST}:{self._ports.get('s3.master')}/dir/status")
        return topology is not None and bool(json.loads(topology)["Topology"]["DataCenters"])

    def _argv(self) -> list[str]:
        # On AWS it would be another machine, which takes nothing from the web server.
        argv = [*gently(5), str(self._weed), "-logtostderr=true", "server", f"-dir={self._home / 'objects'}"]
        argv += [f"-ip={HOST}", f"-ip.bind={HOST}", "-master.telemetry=false"]
        # Files grow as they are filled, and new ones are added while the disk has room.
        argv += ["-master.volumePreallocate=false", "-master.volumeSizeLimitMB=1024", "-volume.max=0"]
        # The one master waits this long for rivals whenever it starts on old data; there are none.
        argv += ["-master.electionTimeout=500ms", "-master.heartbeatInterval=100ms"]
        argv += ["-volume.preStopSeconds=0", "-filer", "-s3", f"-s3.config={self._home / 'identities.json'}"]
        argv += ["-s3.port.iceberg=0", "-s3.port.lance=0"]
        for part in _SEAWEEDFS_PARTS:
            argv += [f"-{part}.port={self._ports.get(f's3.{part}')}"]
            argv += [f"-{part}.port.grpc={self._ports.get(f's3.{part}.grpc')}"]
        # A socket's path may have about 100 bytes at most: relative to the working directory it is short.
        return [*argv, "-filer.localSocket=filer.sock", "-s3.localSocket=s3.sock"]


def _connect(port: int, password: str, database: str) -> psycopg2.extensions.connection:
    return psycopg2.connect(host=HOST, port=port, user=USER, password=password, dbname=database, connect_timeout=2)


def _fetch(url: str) -> bytes | None:
    try:
        with urlopen(url, timeout=2) as reply:
            return bytes(reply.read())
    except OSError:
        return None


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


def _open_to_all(path: Path) -> bool:
    """Says whether every account may pass through the directories down to this one."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def _place_outside(data: Path) -> Path:
    # The account cannot enter /root, say: the cluster then lies where it can, named after what it belongs to.
    return Path("/var/lib/videoflow") / hashlib.sha256(str(data).encode()).hexdigest()[:16]
