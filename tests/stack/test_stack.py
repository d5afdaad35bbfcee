"""The start-up code: data survives a stop and a crash, a second stack is refused, nothing outlives its parent."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import boto3
import psycopg2
import pytest
from redis import Redis

from scripts.ports import answers
from scripts.stack import ROOT, Stack
from scripts.supervision import ProcessDied


def _write(stack: Stack) -> None:
    with _database(stack) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (word text)")
        cursor.execute("INSERT INTO kept VALUES ('row')")
    Redis.from_url(stack.env["REDIS_URL"]).set("kept", "value")
    store = _store(stack)
    store.create_bucket(Bucket="kept")
    store.put_object(Bucket="kept", Key="a", Body=b"object")


def _read(stack: Stack) -> tuple[str, bytes, bytes]:
    with _database(stack) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT word FROM kept")
        row = cursor.fetchone()[0]
    value = Redis.from_url(stack.env["REDIS_URL"]).get("kept")
    return row, value, _store(stack).get_object(Bucket="kept", Key="a")["Body"].read()


def _database(stack: Stack):
    return psycopg2.connect(stack.env["DATABASE_URL"].replace("+psycopg2", ""))


def _store(stack: Stack):
    return boto3.client(
        "s3",
        endpoint_url=stack.urls["s3"],
        region_name="us-east-1",
        aws_access_key_id=stack.env["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=stack.env["AWS_SECRET_ACCESS_KEY"],
    )


@pytest.fixture
def open_path() -> Iterator[Path]:
    """A data directory every account can reach, as a checkout outside /root is. (pytest closes its own to others.)"""
    with TemporaryDirectory(prefix="videoflow-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "data"


def test_data_and_ports_survive_a_stop_and_a_crash(open_path: Path) -> None:
    with Stack(open_path) as stack:
        stack.start_services()
        _write(stack)
        ports, env = stack.urls, stack.env
    with Stack(open_path) as stack:
        stack.start_services()
        assert _read(stack) == ("row", b"value", b"object")
        assert (stack.urls, stack.env) == (ports, env)
        for name in stack.running:
            stack.kill(name)
        assert stack.running == []
        for name in ("postgres", "redis", "s3"):
            stack.start(name)
        assert _read(stack) == ("row", b"value", b"object")


def test_the_databases_log_has_nothing_that_people_typed(services: Stack) -> None:
    with _database(services) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE people (email text CONSTRAINT one_address_each UNIQUE)")
        for _ in range(2):
            with suppress(psycopg2.errors.UniqueViolation):
                cursor.execute("INSERT INTO people VALUES (%s)", ["typed@example.org"])
    log = (services.logs / "postgres.log").read_text()
    assert "one_address_each" in log
    assert "typed@" not in log


def test_the_data_directory_is_for_its_owner_alone(open_path: Path) -> None:
    """Also one that was open before. The account that PostgreSQL runs as where we are root gets through, no further."""
    open_path.mkdir(mode=0o755)
    with Stack(open_path) as stack:
        argv = stack._services["postgres"].process(stack.logs / "postgres.log").argv
        assert stat.S_IMODE(open_path.stat().st_mode) == (0o710 if os.geteuid() == 0 else 0o700)
        assert argv[argv.index("-D") + 1] == str(open_path / "postgres")
        for folder in open_path.iterdir():
            assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0 or not folder.is_dir(), folder


def test_a_taken_port_moves_to_a_free_one(tmp_path: Path, services: Stack) -> None:
    taken = int(services.urls["s3"].rpartition(":")[2])
    with Stack(tmp_path / "data", ports={"web": taken}) as stack:
        port = int(stack.urls["web"].rpartition(":")[2])
        assert port != taken
        assert not answers(port)
        assert stack.env["PUBLIC_URL"] == stack.urls["web"]


def test_a_second_stack_on_the_same_data_is_refused(tmp_path: Path) -> None:
    with Stack(tmp_path), pytest.raises(RuntimeError, match="another stack is running"):
        Stack(tmp_path)


def test_nothing_outlives_a_parent_that_was_killed(open_path: Path) -> None:
    command = [sys.executable, "scripts/stack.py", "services", "--data", str(open_path)]
    parent = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    ports = [
        int(line.rpartition(":")[2].split("/")[0])
        for line in iter(parent.stdout.readline, "# ready\n")
        if line.startswith(("export DATABASE_URL", "export REDIS_URL", "export S3_ENDPOINT_URL"))
    ]
    assert [answers(port) for port in ports] == [True, True, True]
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    _wait_until(lambda: not any(answers(port) for port in ports))


def test_a_process_that_dies_early_shows_its_log(open_path: Path) -> None:
    with Stack(open_path) as stack:
        stack.env["REGISTRATION"] = "sometimes"
        stack.start_app("web")
        with pytest.raises(ProcessDied, match=r"web ended with status(.|\n)*REGISTRATION is none of open, closed"):
            stack.wait_ready()


def test_what_dies_is_started_again(open_path: Path) -> None:
    with Stack(open_path) as stack:
        stack.start_services()
        stack.kill("redis")
        notes = stack.revive()
        assert [note.split()[0] for note in notes] == ["redis"]
        assert "redis" in stack.running
        assert stack.revive() == []
        stack.stop_one("redis")
        assert stack.revive() == [], "what was stopped on purpose stays so"


def test_what_cannot_be_started_keeps_nobody_else_from_it(open_path: Path) -> None:
    with Stack(open_path) as stack:
        stack.start_services()
        _keep_from_starting(stack.logs, "postgres")
        stack.kill("postgres")
        stack.kill("redis")
        first, second = stack.revive()
        assert first.startswith("postgres ended and could not be started again: IsADirectoryError")
        assert second.startswith("redis ended and is started again")
        (stack.logs / "postgres.log").rmdir()
        assert [note.split("\n")[0] for note in stack.revive()] == ["postgres ended and is started again"]
        assert {"postgres", "redis"} <= set(stack.running)


def test_the_supervisor_outlives_what_it_cannot_start(open_path: Path) -> None:
    command = [sys.executable, "scripts/stack.py", "services", "--data", str(open_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout and supervisor.stderr
        lines = list(iter(supervisor.stdout.readline, "# ready\n"))
        url = next(line.partition("=")[2].strip() for line in lines if line.startswith("export REDIS_URL"))
        _keep_from_starting(open_path / "logs", "redis")
        os.kill(Redis.from_url(url).info("server")["process_id"], signal.SIGKILL)
        said = supervisor.stderr.readline()
        (open_path / "logs" / "redis.log").rmdir()
        assert said.startswith("redis ended and could not be started again")
        _wait_until(lambda: answers(int(url.rpartition(":")[2].split("/")[0])))
        assert supervisor.poll() is None
        supervisor.send_signal(signal.SIGTERM)
        supervisor.communicate()


def _keep_from_starting(logs: Path, name: str) -> None:
    """Nobody opens a folder as a log."""
    (logs / f"{name}.log").unlink()
    (logs / f"{name}.log").mkdir()


def _wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)
