"""The project's own Python files, parsed once, and what they import: what the other tests here look at."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def python_files(*packages: str) -> list[Path]:
    """The files of these packages, by path. Without any: those beside them in the root."""
    found = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    return sorted(found if packages else ROOT.glob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """What a file says; nobody changes it."""
    return ast.parse(path.read_text())


def where(path: Path) -> str:
    """The path as people write it."""
    return str(path.relative_to(ROOT))


def module_name(path: Path) -> str:
    """`app.services.uploads.cursor`; a package is called like its folder."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def is_module(name: str) -> bool:
    """Whether a file or a folder of ours goes by that name."""
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()


def imports(parsed: ast.AST, is_ours: Callable[[str], bool] = is_module) -> Iterator[str]:
    """Modules that the code names, wherever it does: `from app import events` names one, `from x import f` names x."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import of {node.module}"
            for name in (f"{node.module}.{alias.name}" for alias in node.names):
                yield name if is_ours(name) else str(node.module)


def functions(parsed: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, also those inside others."""
    return (node for node in ast.walk(parsed) if isinstance(node, FUNCTIONS))
