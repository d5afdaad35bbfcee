"""The ways to start the product agree: every queue has a worker, every setting a reader, every image a version."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

import celeryconfig
from app.config import Settings
from scripts import processes
from scripts.services import DISCREET_POSTGRES

ROOT = Path(__file__).parents[2]
HOST = "somewhere"
NETWORKS = ("edge", "data", "objects", "scanner")
# Read by gunicorn.conf.py and by boto3's, Tesseract's and Flower's own machinery, not by app/config.py.
READ_ELSEWHERE = {"WEB_BIND", "WEB_WORKERS", "OMP_THREAD_LIMIT", "FLOWER_BASIC_AUTH"}


def _compose() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return services


def _queues() -> set[str]:
    routed = {str(route["queue"]) for route in celeryconfig.task_routes.values()}
    return {f"uploads.{HOST}" if queue == celeryconfig.UPLOADS_QUEUE else queue for queue in routed}


def _consumed(commands: list[list[str]]) -> list[str]:
    return sorted(words[words.index("-Q") + 1] for words in commands if "-Q" in words)


def test_make_run_has_one_worker_for_every_queue() -> None:
    commands = [processes.command(name, Path("bin"), Path("data"), HOST, 1) for name in processes.APP]
    assert _consumed(commands) == sorted(_queues())


def test_compose_has_one_worker_for_every_queue() -> None:
    commands = [str(service.get("command", "")).replace("${HOST_ID:-compose}", HOST) for service in _compose().values()]
    assert _consumed([command.split() for command in commands]) == sorted(_queues())


def test_compose_shares_the_spool_among_those_that_touch_it() -> None:
    sharing = {
        name for name, service in _compose().items() if any("spool:" in each for each in service.get("volumes", []))
    }
    assert sharing == {"web", "ingest", "uploads"}


def test_compose_shares_recordings_among_those_that_read_them() -> None:
    from workers.tidying import QUEUES

    sharing = {
        name for name, service in _compose().items() if any("scratch:" in each for each in service.get("volumes", []))
    }
    assert sharing == QUEUES


def test_compose_has_room_for_those_that_write_files_of_their_own() -> None:
    """What people give is looked at on the disk of web, and what they take along is written on that of default."""
    for name in ("web", "default"):
        assert any(each.startswith("/var/lib/videoflow/scratch:") for each in _compose()[name]["tmpfs"]), name


def test_every_image_has_a_version() -> None:
    from_compose = [service["image"] for service in _compose().values() if "build" not in service]
    from_dockerfile = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert from_compose
    assert from_dockerfile
    assert [image for image in from_compose + from_dockerfile if not re.search(r":\d+\.\d+", image)] == []


def test_compose_asks_for_nothing_that_the_example_leaves_out() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    named = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert asked == named


def test_compose_sets_only_what_the_app_reads() -> None:
    known = {field.name.upper() for field in fields(Settings)} | READ_ELSEWHERE
    for service in ("web", "ingest", "uploads", "media", "ocr", "transcode", "default", "beat", "flower", "migrate"):
        assert set(_compose()[service]["environment"]) - known == set()


def test_compose_confines_every_container() -> None:
    for name, service in _compose().items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert (service["read_only"], service["pids_limit"]) == (True, 512), name
        assert re.fullmatch(r"\d+g", service["mem_limit"]), name
        # Ours run as an account that is nobody else's, and get nothing back.
        assert "build" not in service or "cap_add" not in service, name
    assert re.search(r"^USER videoflow$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


def test_compose_has_no_secret_on_a_command_line() -> None:
    """Compose fills in `${…}`; `$$` leaves it to the shell inside."""
    for name, service in _compose().items():
        assert not re.search(r"\$\{\w*(PASSWORD|SECRET|KEY)", str(service.get("command", ""))), name


def test_compose_lets_only_those_reach_the_stores_who_have_their_keys() -> None:
    """Besides the proxy, which hands on what is signed."""
    reach = {place: {name for name, each in _compose().items() if place in each["networks"]} for place in NETWORKS}
    ours = {name for name, service in _compose().items() if "build" in service}
    assert reach["objects"] <= ours | {"s3", "proxy"}
    assert reach["data"] <= ours | {"postgres", "redis"}
    assert reach["scanner"] == {"clamav", "media"}
    assert reach["edge"] & {"s3", "postgres", "redis", "clamav"} == set()
    assert "-ip.bind=127.0.0.1 -s3.ip.bind=0.0.0.0" in _compose()["s3"]["command"]


def test_both_ways_to_start_keep_what_people_typed_out_of_the_databases_log() -> None:
    assert " ".join(DISCREET_POSTGRES) in " ".join(_compose()["postgres"]["command"].split())
