"""What holds for every file: one job, said in a docstring; short enough to read; tests bring what they need."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "workers", "scripts", "benchmarks", "tests", "migrations")
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
PATH_MAKERS = {"Path", "PurePath", "open", "joinpath"}
# The checkout's neighbours and people's files; what the system itself has (/proc, /usr/bin) is the same everywhere.
OUTSIDE = ("../", "~", "/home/", "/root/", "/Users/", "/srv/", "/mnt/", "/opt/", "/var/", "/tmp/")


def _python_files() -> Iterator[Path]:
    yield from ROOT.glob("*.py")
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


def _source_files() -> Iterator[Path]:
    yield from _python_files()
    for pattern in ("*.ts", "*.tsx"):
        yield from (path for path in (ROOT / "web" / "src").rglob(pattern) if not path.name.endswith(".d.ts"))


def _where(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_module_says_its_job() -> None:
    silent = [_where(path) for path in _python_files() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


def test_no_file_is_too_long_to_read() -> None:
    lengths = {_where(path): len(path.read_text().splitlines()) for path in _source_files()}
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_too_long_to_read() -> None:
    long = {
        f"{_where(path)}:{node.name}": length
        for path in _python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert {name: lines for name, lines in long.items() if not name.startswith("migrations/")} == {}


def _paths_outside(tree: ast.Module) -> Iterator[str]:
    """Constants that a path is made of and that lead out of the repository."""
    for node in ast.walk(tree):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in PATH_MAKERS:
            parts = node.args
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            parts = [node.left, node.right]
        for value in (part.value for part in parts if isinstance(part, ast.Constant)):
            if isinstance(value, str) and value.startswith(OUTSIDE):
                yield value


def test_tests_read_nothing_outside_the_repository() -> None:
    found = {
        _where(path): outside
        for path in (ROOT / "tests").rglob("*.py")
        if (outside := list(_paths_outside(ast.parse(path.read_text()))))
    }
    assert found == {}


def test_a_path_outside_would_be_noticed() -> None:
    source = """
clip = ROOT / '../elsewhere/clip.webm'
other = Path('/srv/clip.webm').read_bytes()
chromium = Path('/usr/bin/chromium')
client.get('/home/')
"""
    assert sorted(_paths_outside(ast.parse(source))) == ["../elsewhere/clip.webm", "/srv/clip.webm"]
