"""JSON as RFC 8259 has it, and nothing that breaks the parser: what is neither is a bad request."""

from typing import Any, NoReturn

from flask.json.provider import DefaultJSONProvider


class StrictJSONProvider(DefaultJSONProvider):
    """Raises ValueError, which Flask answers with 400, for whatever it cannot read."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Refuses NaN and Infinity, which Python would take, and nesting deeper than its stack."""
        try:
            return super().loads(s, parse_constant=_refuse, **kwargs)
        except RecursionError:
            raise ValueError("nested too deeply") from None


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
