"""Cases of a test that every run tries, and those that only `make test-slow` does."""

from collections.abc import Mapping

import pytest


def quick(cases: Mapping[str, object], *names: str) -> list[object]:
    """The cases by their names, as `parametrize` takes them; all but those named are slow. Raises KeyError for a name
    that is none.
    """
    unknown = set(names) - cases.keys()
    if unknown:
        raise KeyError(*unknown)
    return [
        pytest.param(case, id=name, marks=() if name in names else pytest.mark.slow) for name, case in cases.items()
    ]
