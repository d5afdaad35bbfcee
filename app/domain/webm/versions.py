"""The versions of a saved index, and the way from each to the next.

A deploy meets recordings whose index the code before it saved. Whoever changes what is saved, or what a saved value
means: raises `VERSION`, adds the step from the version before to `_STEPS`, and keeps what the code before really wrote
in tests/fixtures/webm/states, where a test takes every step. What was saved is never edited in place.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

Values = dict[str, Any]
Step = Callable[[Values], Values]

VERSION: Final = 2


def _that_indexes_get_lost(values: Values) -> Values:
    """1 to 2: a state may say that the index of its stream was lost. Before, none could be."""
    return {**values, "lost": False}


_STEPS: Final[Mapping[int, Step]] = {1: _that_indexes_get_lost}
"""By the version that a step begins with. Pure; one that was landed stays as it is."""


def upgraded(values: Values, version: int) -> Values:
    """Values of `version` as those of VERSION.

    Raises ValueError for a version that this code does not know, such as that of newer code after a roll-back, and
    KeyError or TypeError where the values are not those of their version.
    """
    if version not in (*_STEPS, VERSION):
        raise ValueError(f"the state of a WebM index is of version {version}, which is not known here")
    for each in range(version, VERSION):
        values = _STEPS[each](values)
    return values
