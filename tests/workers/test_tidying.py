"""Whoever works on recordings tidies its machine, by the worker's own clock, and goes on after a fault."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from apiflask import APIFlask
from celery import Celery
from kombu.asynchronous.timer import Timer

from app.settings import settings
from workers import tidying


@dataclass
class Worker:
    """As much of a consumer as is used: its application, and its clock."""

    queue: str
    timer: Timer = field(default_factory=Timer)

    @property
    def app(self) -> Celery:
        application = Celery(set_as_current=False)
        application.select_queues([self.queue])
        return application

    def run_what_is_due(self) -> int:
        """Runs what the clock has come to; returns how many."""
        ran = 0
        for _, entry in self.timer:
            if entry is None:
                break
            self.timer.apply_entry(entry)
            ran += 1
        return ran


def left_behind(root: Path) -> Path:
    """What a killed task has left."""
    folder = root / "task-killed"
    folder.mkdir(parents=True)
    (folder / "original").write_bytes(b"x")
    os.utime(folder, (time.time() - 3600,) * 2)
    return folder


def test_a_worker_with_recordings_tidies_at_its_start(app: APIFlask) -> None:
    folder = left_behind(Path(settings().scratch_dir))
    worker = Worker("media")
    tidying.start(app, worker)
    assert worker.run_what_is_due() >= 1
    assert not folder.exists()


@pytest.mark.parametrize("queue", ["default", "uploads.here"])
def test_others_have_nothing_to_tidy(app: APIFlask, queue: str) -> None:
    worker = Worker(queue)
    tidying.start(app, worker)
    assert worker.run_what_is_due() == 0
