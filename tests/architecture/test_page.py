"""docs/architecture.md tells the truth: what it names is there, its floors are the tests', its paths go forward."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, imports, module_name, tree
from tests.architecture.test_floors import FLOORS

PAGE = (ROOT / "docs" / "architecture.md").read_text()
MOST_FILES = 6
# `path` | `name`, `name` | words
_STEP = re.compile(r"^\| `(?P<path>[\w/]+\.py)` \| (?P<names>`[^|]+`) \|", re.MULTILINE)
_FLOOR = re.compile(r"^\| (?P<floor>-?\d) \| (?P<packages>[\w, ]+) \|", re.MULTILINE)

Step = tuple[Path, list[str]]


def paths(page: str) -> list[list[Step]]:
    """The tables that tell a path: file by file, with the functions that are named there."""
    tables = re.split(r"\n(?!\|)", page)
    found = [
        [(ROOT / step["path"], re.findall(r"`([\w.]+)`", step["names"])) for step in _STEP.finditer(table)]
        for table in tables
    ]
    return [steps for steps in found if steps]


def missing(page: str) -> list[str]:
    """Files, folders and functions that the page names and nobody finds."""
    named = re.findall(r"`((?:app|workers|tests|docs|scripts)/[\w/.]+)`", page)
    links = [f"docs/{target}" for target in re.findall(r"\]\(([\w/.-]+)\)", page)]
    found = [name for name in named + links if not (ROOT / name).exists()]
    for steps in paths(page):
        found += [f"{path.name}: {name}" for path, names in steps for name in names if name not in _defined(path)]
    return found


def _defined(path: Path) -> set[str]:
    return set(_names(tree(path).body, "")) if path.exists() else set()


def _names(body: list[ast.stmt], prefix: str) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield prefix + node.name
            if isinstance(node, ast.ClassDef):
                yield from _names(node.body, f"{node.name}.")


def backward(steps: list[Step]) -> list[str]:
    """Files of a path that know one before them."""
    modules = [module_name(path) for path, _ in steps]
    return [
        f"{module} imports {earlier}"
        for position, module in enumerate(modules)
        for earlier in modules[:position]
        if earlier in set(imports(tree(steps[position][0])))
    ]


def test_what_the_page_names_is_there() -> None:
    assert missing(PAGE) == []


def test_each_path_is_short_and_goes_forward() -> None:
    told = paths(PAGE)
    assert len(told) == 3
    for steps in told:
        assert len(steps) <= MOST_FILES
        assert backward(steps) == []


def test_the_page_has_the_floors_that_are_tested() -> None:
    told = {name: int(floor) for floor, packages in _FLOOR.findall(PAGE) for name in packages.split(", ")}
    assert told == FLOORS


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("see `app/services/attic.py`", ["app/services/attic.py"]),
        ("see [there](adr/0000-nothing.md)", ["docs/adr/0000-nothing.md"]),
        ("| `app/jobs.py` | `send`, `post` | words |", ["jobs.py: post"]),
        ("| `app/storage/spool.py` | `Spool.lose` | words |", ["spool.py: Spool.lose"]),
        ("| `app/storage/spool.py` | `Spool.append` | words |", []),
    ],
)
def test_what_is_not_there_is_noticed(page: str, found: list[str]) -> None:
    assert missing(page) == found


def test_a_way_back_is_noticed() -> None:
    steps = [(ROOT / "app/storage/spool.py", []), (ROOT / "app/services/ingest/connections.py", [])]
    assert backward(steps) == ["app.services.ingest.connections imports app.storage.spool"]
