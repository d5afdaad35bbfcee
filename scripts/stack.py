"""Starts everything the product needs on this machine, and stops it again.

As a command:

    python scripts/stack.py run [--data DIR]        all of it; prints links; Ctrl-C ends it (`make run`)
    python scripts/stack.py services [--data DIR]   PostgreSQL, Redis and SeaweedFS alone; prints `export …` lines

As a library (tests, benchmarks):

    from scripts.stack import Stack

    with Stack.temporary() as stack:                # files in a temporary directory, gone afterwards
        stack.env["REGISTRATION"] = "closed"        # settings, before what reads them is started
        stack.start_services()                      # "postgres", "redis", "s3", "clamd" where installed; waits
        stack.migrate()                             # tables and bucket
        stack.start_app("web", "uploads")           # no names: all of processes.APP; a second worker: "uploads-2"
        stack.wait_ready()                          # until GET /ready answers 200
        requests.get(stack.urls["web"] + "/health")
        stack.kill("uploads"); stack.start("uploads")     # a crash, and the way back
        stack.stop_one("postgres"); stack.restart("s3")   # orderly; ports and data stay
        stack.signal("web", signal.SIGSTOP)         # any other signal

`stack.env` is what the app needs to reach the services (`os.environ.update(stack.env)` to run it in process),
`stack.urls` has "web", "docs", "flower" and "s3", `stack.logs` is a directory with one log per process;
`stack.pid(name)`, `stack.tail(name)` and `stack.running` help with the rest. A process that dies while it
should get ready raises ProcessDied with the end of its log. The children end when this process ends, however
it ends; for that, start them from a thread that lives as long as they shall.
"""

import argparse
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn, Self
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
if not __package__:  # started by its path, not as scripts.stack
    sys.path.insert(0, str(ROOT))

from scripts import processes
from scripts.datadir import DataDir, schema_state
from scripts.objectstore import BUCKET, SeaweedFS
from scripts.ports import HOST, PortBook
from scripts.scanner import OFFICIAL, Clamd, find_clamd
from scripts.services import Postgres, Redis
from scripts.supervision import Process, ProcessDied, stop_all

BIN = ROOT / ".venv" / "bin"
# Where people look for the product; a taken one moves. All others are free ones, kept from start to start.
PREFERRED = {"web": 8000, "flower": 5555}
_FLOWER_USER = "admin"
# Settings of a developer's shell that would send boto3 elsewhere.
_NOT_INHERITED = {"AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"}


class Stack:
    """The services and the app's processes over one data directory. `durable`: data outlives a power cut."""

    def __init__(self, data: Path, durable: bool = True, ports: dict[str, int] | None = None) -> None:
        self._data = DataDir(data)
        self.logs = self._data.folder("logs")
        self._ports = PortBook(self._data.load_ports() | (ports or {}))
        self._services: dict[str, Postgres | Redis | SeaweedFS | Clamd] = {
            "postgres": Postgres(self._data, self._ports, durable),
            "redis": Redis(self._data, self._ports, durable),
            "s3": SeaweedFS(self._data, self._ports, BIN / "weed"),
        }
        self.scanner = self._scanner(durable)
        if self.scanner:
            self._services["clamd"] = self.scanner
        self._processes: dict[str, Process] = {}
        self._temporary = False
        # On a machine of one's own nobody is in another's way; tests are hundreds of people at one address.
        self._limits_factor = 20 if durable else 100_000
        self.urls = self._urls()
        self.env = self._environment()

    @classmethod
    def temporary(cls) -> Self:
        """Returns a stack whose files vanish when it stops, as quick as tests like it."""
        stack = cls(Path(tempfile.mkdtemp(prefix="videoflow-")), durable=False)
        stack._temporary = True
        return stack

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def running(self) -> list[str]:
        """The names of the processes that live."""
        return [name for name, process in self._processes.items() if process.running]

    @property
    def ports(self) -> dict[str, int]:
        """The ports that were handed out, by what listens there."""
        return dict(self._ports.ports)

    @property
    def flower_login(self) -> tuple[str, str]:
        """User and password of Flower."""
        return _FLOWER_USER, self._data.secrets["flower"]

    def start_services(self) -> None:
        """Starts PostgreSQL, Redis, SeaweedFS and clamd side by side and waits for all. Raises ProcessDied."""
        for name in self._services:
            self._launch(name)
        for name in self._services:
            self._wait(name)
        self._data.save_ports(self._ports.ports)

    def migrate(self) -> None:
        """Brings tables and bucket up to date; quick when nothing that decides on them changed since the last time."""
        if self._is_migrated():
            return
        with ThreadPoolExecutor() as pool:
            tables = pool.submit(self.flask, "db", "upgrade")
            bucket = pool.submit(self.flask, "storage-init")
        tables.result()
        bucket.result()
        self._data.save_schema(schema_state(ROOT, *self.urls.values()))

    def flask(self, *arguments: str, **settings: str) -> str:
        """Runs one of the app's commands (`flask --app wsgi …`) and returns its output. Raises ProcessDied.

        `settings` overrule those of `env`.
        """
        argv = [str(BIN / "flask"), "--app", "wsgi", *arguments]
        env = self.full_env() | settings
        done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True)
        if done.returncode:
            raise ProcessDied(f"{shlex.join(argv)} ended with status {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start_product(self) -> None:
        """Starts all of it as quickly as people can use it; the workers get ready a little later than the pages."""
        if self._is_migrated():
            # Most of what the services and the web server do while they start is waiting: they can wait together.
            self._launch("web")
        self.start_services()
        self.migrate()
        if "web" not in self.running:
            self._launch("web")
        self.wait_ready()
        self.start_app(*(name for name in processes.APP if name != "web"))

    def start_app(self, *names: str) -> None:
        """Starts the app's processes of these names, or all of them, without waiting. Raises ValueError."""
        for name in names or processes.APP:
            self._launch(name)

    def wait_ready(self, seconds: float = 60.0) -> None:
        """Waits until the web server says that it and its services work. Raises ProcessDied."""
        self._processes["web"].wait_until(self._web_ready, seconds)

    def start(self, name: str) -> None:
        """Starts one process (again); the services and the web server are waited for. Raises ProcessDied."""
        self._launch(name)
        if name in self._services or name == "web":
            self._wait(name)

    def stop_one(self, name: str) -> None:
        """Stops one process in an orderly way."""
        self._processes[name].stop()

    def restart(self, name: str) -> None:
        """Stops one process in an orderly way and starts it again. Raises ProcessDied."""
        self.stop_one(name)
        self.start(name)

    def kill(self, name: str) -> None:
        """Kills one process and its children, as a crash would."""
        self._processes[name].kill()

    def signal(self, name: str, number: signal.Signals) -> None:
        """Sends one process a signal."""
        self._processes[name].signal(number)

    def pid(self, name: str) -> int:
        """Returns the process id of one process; its children have others."""
        return self._processes[name].pid

    def tail(self, name: str) -> str:
        """Returns the last lines of a process's log."""
        return self._processes[name].tail()

    def revive(self) -> list[str]:
        """Starts again what died, and returns a note about each that ends with its log's last lines, or with the reason
        why it could not be started: that one is tried again by the next call."""
        return [self._revive(name) for name, process in list(self._processes.items()) if process.died]

    def _revive(self, name: str) -> str:
        try:
            note = f"{name} ended and is started again\n{self.tail(name)}"
            self._launch(name)
        except Exception as problem:  # noqa: BLE001  # whatever it is, the others must get their turn, and this one its next
            return f"{name} ended and could not be started again: {type(problem).__name__}: {problem}"
        return note

    def stop(self) -> None:
        """Stops the app, then the services it needs to end well; of a temporary stack nothing stays."""
        stop_all([process for name, process in self._processes.items() if name not in self._services])
        stop_all([process for name, process in self._processes.items() if name in self._services])
        for service in self._services.values():
            service.tidy(self._temporary)
        if self._temporary:
            shutil.rmtree(self._data.path, ignore_errors=True)
        self._data.release()

    def full_env(self) -> dict[str, str]:
        """Returns the environment of the app's processes: the caller's, overruled by `env`."""
        inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
        path = f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        return inherited | {"PATH": path, "PYTHONUNBUFFERED": "1"} | self.env

    def _scanner(self, durable: bool) -> Clamd | None:
        """The virus scanner where it is installed; data that is soon thrown away gets the small signature file."""
        binary = find_clamd()
        return Clamd(self._data, self._ports, binary, official=durable) if binary else None

    def _is_migrated(self) -> bool:
        return self._data.schema_is(schema_state(ROOT, *self.urls.values()))

    def _launch(self, name: str) -> None:
        if name in self.running:
            raise RuntimeError(f"{name} runs already")
        log = self.logs / f"{name}.log"
        if name not in self._processes and log.exists():
            log.replace(log.with_suffix(".log.1"))
        service = self._services.get(name)
        # Made anew each time: the settings may be others than at the last start.
        self._processes[name] = service.process(log) if service else self._app_process(name, log)
        self._processes[name].start()

    def _app_process(self, name: str, log: Path) -> Process:
        argv = processes.command(name, BIN, self._data.path, self.env["HOST_ID"], self._ports.get("flower"))
        env = self.full_env() | processes.extra_env(name, ":".join(self.flower_login))
        return Process(name, argv, log, env, ROOT, processes.ending(name))

    def _wait(self, name: str) -> None:
        service = self._services.get(name)
        self._processes[name].wait_until(service.ready if service else self._web_ready)

    def _web_ready(self) -> bool:
        try:
            with urlopen(f"{self.urls['web']}/ready", timeout=5) as reply:
                return bool(reply.status == 200)
        except OSError:
            return False

    def _urls(self) -> dict[str, str]:
        web = f"http://{HOST}:{self._ports.get('web')}"
        flower = f"http://{HOST}:{self._ports.get('flower')}"
        return {"web": web, "docs": f"{web}/docs", "flower": flower, "s3": self._services["s3"].url}

    def _environment(self) -> dict[str, str]:
        scanner = {"CLAMD": self.scanner.url} if self.scanner else {}
        return scanner | {
            "DATABASE_URL": self._services["postgres"].url,
            "REDIS_URL": self._services["redis"].url,
            "S3_ENDPOINT_URL": self.urls["s3"],
            "S3_BUCKET": BUCKET,
            "AWS_ACCESS_KEY_ID": self._data.secrets["s3_key_id"],
            "AWS_SECRET_ACCESS_KEY": self._data.secrets["s3_secret"],
            "SECRET_KEY": self._data.secrets["secret_key"],
            "PUBLIC_URL": self.urls["web"],
            "FLOWER_URL": self.urls["flower"],
            "WEB_BIND": f"{HOST}:{self._ports.get('web')}",
            "LIMITS_FACTOR": str(self._limits_factor),
            "SPOOL_DIR": str(self._data.folder("spool")),
            "SCRATCH_DIR": str(self._data.folder("scratch")),
            # Fixed, so that what waits for this data's own uploads worker is found after the machine was renamed.
            "HOST_ID": "local",
        }


def main(arguments: list[str]) -> int:
    """The command line. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="stack.py", description="Starts the product or its services on this machine.")
    parser.add_argument("what", choices=["run", "services"])
    parser.add_argument("--data", type=Path, default=ROOT / ".data", help="where data is kept (default: .data)")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        with Stack(options.data, ports=PREFERRED) as stack:
            if options.what == "services":
                stack.start_services()
                _print_env(stack)
            else:
                _start_product(stack)
                print(f"ready in {time.monotonic() - started:.0f} s; Ctrl-C stops everything", flush=True)
            _stay(stack)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    except (ProcessDied, RuntimeError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _start_product(stack: Stack) -> None:
    stack.start_product()
    user, password = stack.flower_login
    print(f"\n  VideoFlow   {stack.urls['web']}\n  API         {stack.urls['docs']}")
    print(f"  Flower      {stack.urls['flower']}   user {user}, password {password}")
    print(f"  Virus scan  {_scanning(stack)}\n  Logs        {stack.logs}\n")


def _scanning(stack: Stack) -> str:
    if stack.scanner is None:
        return "none: clamd is not installed (Debian: apt-get install clamav-daemon)"
    if stack.scanner.signatures is OFFICIAL:
        return f"clamd with the signatures in {OFFICIAL}"
    return "clamd with a test signature only (EICAR): freshclam fetches the real ones"


def _print_env(stack: Stack) -> None:
    for name, value in stack.env.items():
        print(f"export {name}={shlex.quote(value)}")
    print("# ready", flush=True)


def _stay(stack: Stack) -> NoReturn:
    """Looks after the processes until a signal comes: no error ends it, as nobody would start anything again then."""
    while True:
        time.sleep(2)
        try:
            notes = stack.revive()
        except Exception:  # noqa: BLE001  # the edge of the program: said, and tried again
            notes = [traceback.format_exc()]
        # Whoever read this may be gone, which is no reason to end what runs.
        with suppress(OSError):
            print("\n".join(notes), end="\n" if notes else "", file=sys.stderr, flush=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    # A second Ctrl-C must not break off the orderly stop that the first one began.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
