"""API tokens as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from app.api.accounts.schemas import PersonName
from app.api.wire import Request

ScopeName = Literal["read", "write", "record"]
# JSON has no moments, so one comes as a string even where other types are held to strictly.
Until = Annotated[AwareDatetime, Field(strict=False, description="within a year, which it is where nothing is said")]


class TokenWish(Request):
    """An API token to be made."""

    name: PersonName
    scopes: Annotated[list[ScopeName], Field(min_length=1, max_length=3)]
    expires_at: Until | None = None


class Token(BaseModel):
    """An API token, without what opens anything."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    scopes: list[ScopeName]
    start: Annotated[str, Field(description="its first characters", examples=["vf_AbCdEf"])]
    created_at: datetime
    last_used_at: Annotated[datetime | None, Field(description="to the minute")]
    expires_at: datetime


class NewToken(Token):
    """The same, with what to send as `Authorization: Bearer`."""

    token: str


class Tokens(BaseModel):
    """API tokens that count."""

    items: list[Token]
