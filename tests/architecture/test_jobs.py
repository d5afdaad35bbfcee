"""Whatever runs in a worker is asked for by its function in app/jobs.py: nobody else names a task or sends one."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import jobs
from workers.celery_app import celery

ROOT = Path(__file__).parents[2]
SENDS = {"send_task", "apply_async", "delay", "signature", "s", "si", "subtask"}
# What a job takes beside the task's own arguments.
NOT_ARGUMENTS = {"host", "count"}


@pytest.fixture(scope="module")
def tasks() -> set[str]:
    """The names of all our tasks."""
    celery.loader.import_default_modules()
    return {name for name in celery.tasks if not name.startswith(("celery.", "tests."))}


def named_jobs() -> dict[str, str]:
    """The function in app/jobs.py that asks for each task, by the task's name."""
    tree = ast.parse((ROOT / "app" / "jobs.py").read_text())
    pairs = [
        (str(call.args[0].value), function.name)
        for function in tree.body
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_task"
        if isinstance(call.args[0], ast.Constant)
    ]
    assert len(pairs) == len(dict(pairs)), "two jobs ask for the same task"
    return dict(pairs)


def test_every_task_has_one_job_and_every_job_a_task(tasks: set[str]) -> None:
    found = named_jobs()
    assert set(found) == tasks
    everything = {name for name, value in vars(jobs).items() if isinstance(value, jobs.Job)}
    assert sorted(found.values()) == sorted(everything)


def test_a_job_asks_for_what_its_task_takes(tasks: set[str]) -> None:
    for task, job in named_jobs().items():
        asked = [name for name in inspect.signature(getattr(jobs, job)).parameters if name not in NOT_ARGUMENTS]
        assert asked == list(inspect.signature(celery.tasks[task].run).parameters), task


def _declared(path: str, tree: ast.Module) -> set[int]:
    """The constants by which workers name their own tasks."""
    declarations = (
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "shared_task"
    )
    if not path.startswith("workers/"):
        return set()
    return {id(keyword.value) for each in declarations for keyword in each.keywords if keyword.arg == "name"}


def complaints(path: str, source: str, tasks: set[str]) -> Iterator[str]:
    """What in a module names a task or sends one."""
    tree = ast.parse(source)
    declared = _declared(path, tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in tasks and id(node) not in declared:
            yield f"{path}:{node.lineno} names {node.value}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SENDS:
            yield f"{path}:{node.lineno} sends with {node.func.attr}"


def test_nobody_else_names_a_task_or_sends_one(tasks: set[str]) -> None:
    found = [
        complaint
        for folder in ("app", "workers", "scripts")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path != ROOT / "app" / "jobs.py"
        for complaint in complaints(str(path.relative_to(ROOT)), path.read_text(), tasks)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("path", "source", "count"),
    [
        ("app/services/x.py", "jobs.celery.send_task('media.probe')", 2),
        ("app/services/x.py", "NAME = 'media.probe'", 1),
        ("app/services/x.py", "@shared_task(name='media.probe')\ndef probe(): ...", 1),
        ("workers/media.py", "probe.delay(video_id)", 1),
        ("workers/media.py", "@shared_task(name='media.probe')\ndef probe(): ...", 0),
        ("app/services/x.py", "jobs.probe(video_id)", 0),
    ],
)
def test_the_rule_notices(path: str, source: str, count: int, tasks: set[str]) -> None:
    assert len(list(complaints(path, source, tasks))) == count
