"""One policy: who owns a video is compared in the rule and in its SQL, and nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
THE_RULE = {"app/domain/access/rule.py", "app/db/visible.py"}
COMPARERS = {"in_", "not_in", "is_", "is_not", "filter_by", "is_distinct_from", "is_not_distinct_from", "any_", "op"}
OWNER = "owner_id"


def _mentions_owner(node: ast.AST) -> bool:
    return any(
        (isinstance(each, ast.Attribute) and each.attr == OWNER)
        or (isinstance(each, ast.Name) and each.id == OWNER)
        or (isinstance(each, ast.keyword) and each.arg == OWNER)
        for each in ast.walk(node)
    )


def _sides(node: ast.AST) -> list[ast.expr]:
    """What is compared here, if anything is."""
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    compares = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in COMPARERS
    return [node] if isinstance(node, ast.expr) and compares else []


def comparisons(tree: ast.AST) -> Iterator[int]:
    """Lines that compare whose a video is. A test for None is none: it asks whether there is somebody."""
    for node in ast.walk(tree):
        sides = _sides(node)
        nothing = any(isinstance(side, ast.Constant) and side.value is None for side in sides)
        if not nothing and any(_mentions_owner(side) for side in sides):
            yield getattr(node, "lineno", 0)


def test_only_the_rule_compares_owners() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for package in ("app", "workers")
        for path in (ROOT / package).rglob("*.py")
        if str(path.relative_to(ROOT)) not in THE_RULE
        for line in comparisons(ast.parse(path.read_text()))
    ]
    assert found == []


def test_the_rule_itself_does() -> None:
    assert {path for path in THE_RULE if list(comparisons(ast.parse((ROOT / path).read_text())))} == THE_RULE


def test_other_ways_to_compare_are_noticed() -> None:
    source = """
query.where(Video.owner_id == user_id)
if video.owner_id != caller.user_id: pass
if user_id not in (row.author_id, row.owner_id): pass
query.where(Video.owner_id.in_(people))
query.filter_by(owner_id=user_id)
if owner_id is None: pass
select(Video.owner_id)
"""
    assert sorted(comparisons(ast.parse(source))) == [2, 3, 4, 5, 6]
