"""What load balancers and monitors are told."""

from typing import Literal

from pydantic import BaseModel


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"]


class Readiness(BaseModel):
    """Whether what the product stands on answers."""

    status: Literal["ready", "not_ready"]
    checks: dict[str, bool]
