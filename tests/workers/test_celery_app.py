"""Every task has a queue that some worker listens to, and runs in the application."""

import runpy
from pathlib import Path

import pytest
from flask import current_app

import celeryconfig
from app.domain import times
from scripts import processes
from workers.celery_app import celery

HOST = "in-process"


@pytest.fixture(scope="module", autouse=True)
def all_tasks() -> None:
    celery.loader.import_default_modules()


def our_tasks() -> list[str]:
    """The registered tasks that are not Celery's own, nor some test's."""
    return sorted(name for name in celery.tasks if not name.startswith(("celery.", "tests.")))


def queue_of(task: str) -> str:
    """Where a task goes that is sent without naming a queue."""
    return str(celery.amqp.router.route({}, task)["queue"].name)


def listened_queues() -> set[str]:
    """The queues of the workers that are started."""
    found = set()
    for worker in processes.WORKERS:
        argv = processes.command(worker, Path("bin"), Path("data"), HOST, 1)
        found |= set(argv[argv.index("-Q") + 1].split(","))
    return found


def test_every_tasks_queue_has_a_worker() -> None:
    assert our_tasks()
    assert {queue_of(name) for name in our_tasks()} <= listened_queues()


@pytest.mark.parametrize(
    ("task", "queue"),
    [
        ("uploads.drain", f"uploads.{HOST}"),
        ("uploads.finalize", f"uploads.{HOST}"),
        ("pipeline.start", f"uploads.{HOST}"),
        ("media.probe", "media"),
        ("media.thumbnails", "media"),
        ("ocr.frames", "ocr"),
        ("ocr.text", "ocr"),
        ("document.build", "ocr"),
        ("maintenance.sweep_orphans", "default"),
        ("alerts.send", "default"),
        ("media.storyboard", "media"),
    ],
)
def test_tasks_go_where_the_design_has_them(task: str, queue: str) -> None:
    assert task in celery.tasks
    assert queue_of(task) == queue


def test_everything_beat_sends_exists() -> None:
    assert {entry["task"] for entry in celeryconfig.beat_schedule.values()} <= set(our_tasks())


def test_beat_keeps_to_the_contract_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    def schedule() -> dict[str, tuple[float, float]]:
        found = runpy.run_path(celeryconfig.__file__)["beat_schedule"]
        return {name: (entry["schedule"], entry["options"]["expires"]) for name, entry in found.items()}

    names = ("KICK_UPLOADS_EVERY", "KICK_PIPELINES_EVERY", "END_ABANDONED_EVERY", "SWEEP_EVERY")
    assert sorted(schedule().values()) == sorted((getattr(times, name),) * 2 for name in names)
    for number, name in enumerate(names):
        monkeypatch.setattr(times, name, 1000.0 + number)
    assert list(schedule().values()) == [(1000.0 + number,) * 2 for number in range(len(names))]


def test_lost_workers_and_long_tasks_are_provided_for() -> None:
    conf = celery.conf
    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.worker_prefetch_multiplier == 1
    assert conf.broker_transport_options["visibility_timeout"] > conf.task_time_limit
    assert conf.visibility_timeout > conf.task_time_limit


def test_a_task_runs_in_an_application_context_of_its_own() -> None:
    seen = []

    @celery.task(name="tests.context")
    def look() -> None:
        seen.append(current_app.config["VIDEOFLOW"].host_id)

    try:
        look.apply().get()
    finally:
        celery.tasks.unregister("tests.context")
    assert seen == [HOST]
    with pytest.raises(RuntimeError, match="application context"):
        bool(current_app)
        current_app.config  # noqa: B018  # reading it is what raises
