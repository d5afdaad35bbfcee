"""Cases of a test that every run tries, and those that only `make test-slow` does."""

from collections.abc import Iterable, Mapping

import pytest


def quick(cases: Mapping[str, object] | Iterable[str], *names: str) -> list[object]:
    """The cases by their names, as `parametrize` takes them, or the names alone; all but `names` are slow.

    Each is the value of one parameter. Raises KeyError for a name that is none.
    """
    if not isinstance(cases, Mapping):
        cases = {name: name for name in cases}
    unknown = set(names) - cases.keys()
    if unknown:
        raise KeyError(*unknown)
    return [
        pytest.param(case, id=name, marks=() if name in names else pytest.mark.slow) for name, case in cases.items()
    ]
