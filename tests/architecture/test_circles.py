"""No two modules need each other, however long the way round."""

import ast
from collections.abc import Iterable, Mapping

from tests.architecture.sources import imports, module_name, python_files, tree

# Imports inside functions count, too; so do those for types alone. Left out, with the reason:
ALLOWED: dict[tuple[str, str], str] = {}


def circles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Sets of modules that all reach each other.

    1. Take away who imports nobody that is left, and whom nobody imports, again and again: they are in no circle.
    2. What is left is circles and the ways between them; a module's own is whom it reaches and who reaches it.
    """
    left = _trimmed({name: set(targets) & graph.keys() - {name} for name, targets in graph.items()})
    reached = {name: _reach(left, name) for name in left}
    found = {frozenset(other for other in reached[name] if name in reached[other]) for name in left}
    return sorted(sorted(each) for each in found if each)


def _trimmed(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    imported = set().union(*graph.values())
    inside = {name: targets & graph.keys() for name, targets in graph.items() if targets and name in imported}
    return graph if inside == graph else _trimmed(inside)


def _reach(graph: Mapping[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for name in graph.get(waiting.pop(), set()) - found:
            found.add(name)
            waiting.append(name)
    return found


def _graph() -> dict[str, set[str]]:
    """Who imports whom. That a package's `__init__` runs before its modules is Python's doing, and not counted."""
    paths = [*python_files("app", "workers", "reader", "scripts", "benchmarks", "tests"), *python_files()]
    found = {module_name(path): set(imports(tree(path))) for path in paths}
    for source, target in ALLOWED:
        found[source].remove(target)
    return found


def test_nothing_goes_round_in_a_circle() -> None:
    assert circles(_graph()) == []


def test_circles_are_noticed() -> None:
    graph = {
        "entry": ["a", "leaf"],
        "a": ["b"],
        "b": ["c", "os"],
        "c": ["a", "between"],
        "between": ["x"],
        "x": ["y"],
        "y": ["x", "leaf"],
        "leaf": [],
    }
    assert circles(graph) == [["a", "b", "c"], ["x", "y"]]


def test_imports_for_types_and_inside_functions_count() -> None:
    source = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from app.a import A
def late():
    from app import b
    import app.c
"""
    ours = {"app.a", "app.b", "app.c"}
    assert set(imports(ast.parse(source), ours.__contains__)) & ours == ours
