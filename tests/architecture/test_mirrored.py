"""The tests of a module are found where its path says: tests/<its folder>/, under its name or importing it."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, imports, module_name, python_files, tree, where

ENOUGH = 0.9
# What only declares: tables, the wire's schemas, names and constants. Tested where somebody does something with them.
DECLARES = {"__init__.py"}
DECLARING = ("app/db/models/", "app/extensions.py", "app/db/base.py", "app/domain/webm/ids.py")


def folder_of(path: Path) -> Path:
    """Where a module's tests are: app/ and tests/ have the same rooms, workers/ is one of them."""
    inside = path.relative_to(ROOT)
    return ROOT / "tests" / (inside.relative_to("app") if inside.parts[0] == "app" else inside).parent


def is_mirrored(path: Path) -> bool:
    """Whether a test file goes by its name, there is a folder of them, or one beside imports it."""
    folder, name = folder_of(path), path.stem
    if [*folder.glob(f"test_{name}.py"), *folder.glob(f"test_{name}_*.py"), *(folder / name).glob("test_*.py")]:
        return True
    return any(module_name(path) in imports(tree(test)) for test in folder.glob("test_*.py"))


def modules() -> list[Path]:
    """All that do something."""
    return [
        path
        for path in python_files("app", "workers", "reader")
        if not path.name.endswith("schemas.py") and path.name not in DECLARES and not where(path).startswith(DECLARING)
    ]


def test_nine_modules_in_ten_have_their_tests_where_one_looks_for_them() -> None:
    without = [where(path) for path in modules() if not is_mirrored(path)]
    assert len(modules()) > 100
    share = 1 - len(without) / len(modules())
    assert share >= ENOUGH, f"{share:.0%}; without: {', '.join(without)}"


def test_no_test_is_called_after_a_module_that_is_none() -> None:
    """A folder of tests has a room of the same name, or is one of those that are about no single room."""
    beside = {"architecture", "integration", "e2e", "stack", "support", "fixtures", "benchmarks", "slow", "db"}
    rooms = {folder_of(path) for path in python_files("app", "workers", "reader")} | {
        folder_of(path) / path.stem for path in modules()
    }
    folders = {test.parent for test in python_files("tests") if test.name.startswith("test_")}
    astray = [where(each) for each in folders - rooms if each.relative_to(ROOT / "tests").parts[0] not in beside]
    assert sorted(astray) == []


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("app/config.py", "tests"),
        ("app/services/uploads/cursor.py", "tests/services/uploads"),
        ("workers/watch.py", "tests/workers"),
    ],
)
def test_where_the_tests_of_a_module_are(path: str, folder: str) -> None:
    assert folder_of(ROOT / path) == ROOT / folder


def test_a_module_without_tests_is_noticed() -> None:
    assert is_mirrored(ROOT / "app/config.py")
    assert not is_mirrored(ROOT / "app/services/uploads/nobody_tests_this.py")
    assert "app.config" in set(imports(ast.parse("from app import config")))
