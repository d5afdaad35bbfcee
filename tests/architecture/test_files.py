"""What holds for every file: one job, said in a docstring; short enough to read; tests bring what they need."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, functions, python_files, tree, where

PACKAGES = ("app", "workers", "reader", "scripts", "benchmarks", "tests", "migrations")
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
PATH_MAKERS = {"Path", "PurePath", "open", "joinpath"}
# The checkout's neighbours and people's files; what the system itself has (/proc, /usr/bin) is the same everywhere.
OUTSIDE = ("../", "~", "/home/", "/root/", "/Users/", "/srv/", "/mnt/", "/opt/", "/var/", "/tmp/")


def _all_python() -> list[Path]:
    return [*python_files(), *python_files(*PACKAGES)]


def _source_files() -> Iterator[Path]:
    yield from _all_python()
    for pattern in ("*.ts", "*.tsx"):
        yield from (path for path in (ROOT / "web" / "src").rglob(pattern) if not path.name.endswith(".d.ts"))


def test_every_module_says_its_job() -> None:
    silent = [where(path) for path in _all_python() if not ast.get_docstring(tree(path))]
    assert silent == []


def test_no_file_is_too_long_to_read() -> None:
    lengths = {where(path): len(path.read_text().splitlines()) for path in _source_files()}
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_too_long_to_read() -> None:
    long = {
        f"{where(path)}:{node.name}": length
        for path in _all_python()
        for node in functions(tree(path))
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert {name: lines for name, lines in long.items() if not name.startswith("migrations/")} == {}


def _parts(node: ast.AST) -> list[ast.expr]:
    """What a path is made of here, if one is made."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in PATH_MAKERS:
        return node.args
    return [node.left, node.right] if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) else []


def _paths_outside(parsed: ast.Module) -> Iterator[str]:
    """Constants that a path is made of and that lead out of the repository."""
    for part in (part for node in ast.walk(parsed) for part in _parts(node)):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.startswith(OUTSIDE):
            yield part.value


def test_tests_read_nothing_outside_the_repository() -> None:
    found = {where(path): outside for path in python_files("tests") if (outside := list(_paths_outside(tree(path))))}
    assert found == {}


def test_a_path_outside_would_be_noticed() -> None:
    source = """
clip = ROOT / '../elsewhere/clip.webm'
other = Path('/srv/clip.webm').read_bytes()
chromium = Path('/usr/bin/chromium')
client.get('/home/')
"""
    assert sorted(_paths_outside(ast.parse(source))) == ["../elsewhere/clip.webm", "/srv/clip.webm"]
