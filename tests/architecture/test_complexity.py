"""No function has more ways through it than a reader can keep in mind."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import FUNCTIONS, functions, python_files, tree, where

MOST = 10
PACKAGES = ("app", "workers", "reader", "scripts", "benchmarks", "tests")
_ONE_MORE = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case, ast.comprehension)


def complexity(function: ast.AST) -> int:
    """McCabe's number, and more than ruff counts: each `and` and `or`, each loop and condition of a comprehension.

    A function inside another has a number of its own; a lambda counts where it stands.
    """
    number = 1
    for node in _body(function):
        if isinstance(node, _ONE_MORE):
            number += 1
        if isinstance(node, ast.comprehension):
            number += len(node.ifs)
        elif isinstance(node, ast.BoolOp):
            number += len(node.values) - 1
    return number


def _body(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, FUNCTIONS):
            yield child
            yield from _body(child)


def _number(source: str) -> int:
    return complexity(next(functions(ast.parse(source))))


def test_no_function_is_too_intricate() -> None:
    numbers = {
        f"{where(path)}:{function.name}": complexity(function)
        for path in [*python_files(*PACKAGES), *python_files()]
        for function in functions(tree(path))
    }
    assert len(numbers) > 1000
    assert {name: number for name, number in numbers.items() if number > MOST} == {}


def test_every_way_through_counts() -> None:
    assert _number("def f(): return 1") == 1
    assert _number("def f(x):\n if x: pass\n elif not x: pass\n else: pass") == 3
    assert _number("def f(a, b, c): return a and b or c") == 3
    assert _number("def f(xs): return [x for x in xs if x if x > 1]") == 4
    assert _number("def f(x):\n try: pass\n except ValueError: pass\n except KeyError: pass") == 3
    assert _number("def f(x):\n match x:\n  case 1: pass\n  case _: pass") == 3
    assert _number("def f(x):\n while x: pass\n for y in x: pass\n return 1 if x else 2") == 4
    assert _number("def f(x): return sorted(x, key=lambda y: y or 0)") == 2


def test_a_function_inside_another_counts_by_itself() -> None:
    outer = "def f(x):\n if x: pass\n def g(y):\n  if y or x: pass\n return g"
    assert [complexity(each) for each in functions(ast.parse(outer))] == [2, 3]
