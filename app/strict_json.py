"""JSON as RFC 8259 has it, and nothing that breaks the parser: what is neither is a bad request."""

import re
from typing import Any, NoReturn

from flask.json.provider import DefaultJSONProvider

# Nothing of ours nests deeper than a handful; parsers and validators go down one call a level.
DEEPEST = 32
# What decides on depth: an escaped character, where a string begins or ends, brackets.
_MARKS = re.compile(rb'\\.|["\[{\]}]', re.DOTALL)


class StrictJSONProvider(DefaultJSONProvider):
    """Raises ValueError, which Flask answers with 400, for whatever it cannot read."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Refuses NaN and Infinity, which Python would take, and nesting deeper than DEEPEST."""
        if _depth(s.encode() if isinstance(s, str) else s) > DEEPEST:
            raise ValueError("nested too deeply")
        return super().loads(s, parse_constant=_refuse, **kwargs)


def _depth(data: bytes) -> int:
    """How deep it nests, without reading it as a whole; once that is too deep, no further."""
    if data.count(b"[") + data.count(b"{") <= DEEPEST:
        return 0
    depth = deepest = 0
    in_string = False
    for mark in _MARKS.finditer(data):
        if mark[0] == b'"':
            in_string = not in_string
        elif not in_string and len(mark[0]) == 1:
            depth += 1 if mark[0] in b"[{" else -1
            deepest = max(deepest, depth)
            if deepest > DEEPEST:
                break
    return deepest


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
