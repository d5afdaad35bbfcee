"""A message may come long after what it is about was deleted: whoever gets it does nothing, and does not fail."""

import inspect
from types import ModuleType
from uuid import uuid4

import pytest
from apiflask import APIFlask
from celery import Task

from app.storage.s3 import ObjectStore
from tests.support.forms import NOTHING, left_behind
from workers import alerts, maintenance, media, ocr, pipeline, transcode, uploads

MODULES: tuple[ModuleType, ...] = (alerts, maintenance, media, ocr, pipeline, transcode, uploads)
# What tasks are told beside an id.
WORDS = {"stage": "probe", "attempt": "1", "annotation_id": "9876543210"}


def tasks() -> list["Task[..., object]"]:
    """Every task of every module."""
    return [value for module in MODULES for value in vars(module).values() if isinstance(value, Task)]


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.name)
def test_nothing_comes_of_a_message_about_what_is_gone(
    app: APIFlask, store: ObjectStore, task: "Task[..., object]"
) -> None:
    """Invariant 5."""
    asked = [WORDS.get(name, str(uuid4())) for name in inspect.signature(task.run).parameters]
    assert task.run(*asked) is None
    assert left_behind(store) == NOTHING


def test_these_are_all() -> None:
    assert len(tasks()) > 20
    assert {name.split(".")[0] for name in (task.name for task in tasks())} >= {"uploads", "media", "ocr", "pipeline"}
