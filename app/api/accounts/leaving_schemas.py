"""What somebody takes along, and the end of their account, as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from app.api.wire import Request, Share


class Export(BaseModel):
    """One's export: a zip of one's videos, guides and comments. `none`: there is none, or not any more."""

    state: Literal["none", "pending", "running", "done", "failed"]
    progress: Share
    size: Annotated[int | None, Field(description="bytes")]
    created_at: datetime | None
    expires_at: datetime | None
    url: Annotated[str | None, Field(description="saves it, for some hours")]


class Closing(Request):
    """That it is oneself who ends the account."""

    password: Annotated[str, StringConstraints(max_length=256)]
