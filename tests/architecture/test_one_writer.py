"""What has one place to be written in is written nowhere else: an upload's state, and facts about a video's object."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import ROOT, python_files, tree, where

# The table's columns that only one module writes.
WRITERS = {
    ("Upload", "state"): "app/services/uploads/transitions.py",
    ("Video", "size"): "app/services/uploads/outcome.py",
    ("Video", "playable"): "app/services/uploads/outcome.py",
    ("Video", "seekable"): "app/services/uploads/outcome.py",
    ("Video", "status"): "app/services/pipeline/transitions.py",
}
# They hand on columns of the video by name.
CARRIERS = {"change_status": "Video", "restart": "Video", "change_state": "Upload"}
# What rows of these tables are called, where they are objects.
VARIABLES = {"upload": "Upload", "video": "Video", "row": "Upload"}
# They write what their callers, the carriers', have named.
SPREADERS = {*WRITERS.values(), "app/services/pipeline/stages.py"}


def _table(call: ast.Call) -> str | None:
    """The table that a chain of calls such as update(Video).where(…).values(…) begins with, or a row is made of."""
    inner: ast.expr = call
    while isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
        inner = inner.func.value
    if not isinstance(inner, ast.Call) or not isinstance(inner.func, ast.Name):
        return None
    if inner.func.id in ("update", "insert") and inner.args and isinstance(inner.args[0], ast.Name):
        return inner.args[0].id
    return CARRIERS.get(inner.func.id, inner.func.id) if inner is call else None


def _carried(call: ast.Call) -> str | None:
    """The same for a function that writes what it is given: stages.restart(…)."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return CARRIERS.get(name)


def _keys(call: ast.Call) -> Iterator[str]:
    for keyword in call.keywords:
        # What a spread dictionary holds, nobody can see here.
        yield keyword.arg or "**"
    for value in call.args if isinstance(call.func, ast.Attribute) and call.func.attr == "values" else []:
        names = value.keys if isinstance(value, ast.Dict) else [None]
        yield from (str(key.value) if isinstance(key, ast.Constant) else "**" for key in names)


def writes(parsed: ast.Module) -> Iterator[tuple[str, str]]:
    """Every (table, column) that a module writes, by statement, by constructor or by attribute; `**` is any column."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call):
            yield from _called(node)
        elif isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                yield from _assigned(target)


def _called(node: ast.Call) -> Iterator[tuple[str, str]]:
    table = _carried(node) or _table(node)
    is_write = not isinstance(node.func, ast.Attribute) or node.func.attr == "values" or _carried(node)
    if table and is_write:
        yield from ((table, key) for key in _keys(node))


def _assigned(target: ast.expr) -> Iterator[tuple[str, str]]:
    if isinstance(target, ast.Tuple):
        for each in target.elts:
            yield from _assigned(each)
    elif isinstance(target, ast.Attribute):
        owner = target.value.attr if isinstance(target.value, ast.Attribute) else getattr(target.value, "id", "")
        if owner in VARIABLES:
            yield VARIABLES[owner], target.attr


def complaints(name: str, parsed: ast.Module) -> list[str]:
    """What a module writes that another one is there for."""
    tables = {table for table, _ in WRITERS}
    found = []
    for table, column in writes(parsed):
        if column == "**" and table in tables and name not in SPREADERS:
            found.append(f"{name} writes columns of {table} that cannot be seen")
        elif WRITERS.get((table, column), name) != name:
            found.append(f"{name} writes {table}.{column}: that is for {WRITERS[table, column]}")
    return found


def test_each_truth_is_written_in_one_place() -> None:
    found = [complaint for path in python_files("app", "workers") for complaint in complaints(where(path), tree(path))]
    assert found == []


def test_the_one_place_writes_it() -> None:
    for (table, column), name in WRITERS.items():
        written = set(writes(tree(ROOT / name)))
        assert written & {(table, column), (table, "**")}, (table, column)


@pytest.mark.parametrize(
    "source",
    [
        'work.execute(update(Upload).where(Upload.id == key).values(state="open").returning(Upload.id))',
        'update(Upload).values({"state": "open"})',
        "update(Video).where(Video.id == key).values(**facts)",
        "insert(Upload).values(rows)",
        "insert(Upload).values(state=state)",
        "work.add(Upload(video_id=key, state=UploadState.FINISHING))",
        "upload.state = UploadState.ABORTED",
        "row.state = UploadState.ABORTED",
        "work.get_one(Video, key); video.size += 5",
        "a, video.playable = 1, True",
        "rows.video.seekable = True",
        "update(Video).values(seekable=True)",
        "change_status(work, key, VideoStatus.DONE, reason, size=5)",
        "stages.restart(key, owner, name, playable=True)",
        "video.status = VideoStatus.DONE",
    ],
)
def test_another_writer_is_noticed(source: str) -> None:
    assert complaints("app/services/somewhere.py", ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "update(Upload).where(Upload.state == state).values(cursor=5)",
        "update(Stage).values(state=StageState.DONE)",
        "Progress(size=5)",
        "self.state = 5",
        "record(work, key, size=5, playable=True)",
        "upload.epoch += 1",
    ],
)
def test_what_is_no_writer_is_let_be(source: str) -> None:
    assert not complaints("app/services/somewhere.py", ast.parse(source))
