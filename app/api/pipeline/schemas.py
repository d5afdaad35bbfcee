"""How far a video is, as it goes over the wire."""

from typing import Literal

from pydantic import BaseModel

from app.api.wire import Fault

Status = Literal["uploading", "processing", "done", "failed", "aborted"]
State = Literal["pending", "running", "done", "failed", "skipped"]
Source = Literal["recording", "file", "session"]


class Stage(BaseModel):
    """One step of the pipeline; `progress` runs from 0 to 1."""

    name: str
    state: State
    progress: float
    attempts: int
    error: Fault | None


class StageState(BaseModel):
    """A stage that was started again."""

    name: str
    state: State
