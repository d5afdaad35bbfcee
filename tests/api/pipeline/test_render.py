"""Stages are shown in the pipeline's order, whatever order they are found in."""

from typing import Any

from app.api.pipeline import render
from app.api.wire import Fault
from app.db.models import Video
from app.db.queries import VideoView
from app.domain.pipeline.states import STAGES


def stage(name: str, **changes: Any) -> dict[str, Any]:
    row = {"name": name, "state": "done", "progress": 1.0, "attempts": 1, "error_code": None, "error_message": None}
    return row | changes


def view(stages: list[dict[str, Any]]) -> VideoView:
    known: dict[str, Any] = {"video": Video(), "stages": stages}
    return VideoView(**{name: known.get(name) for name in VideoView.__dataclass_fields__})


def test_stages_are_shown_in_order() -> None:
    shown = render.stages(view([stage("transcode"), stage("finalize"), stage("probe")]))
    assert [each.name for each in shown] == [name for name in STAGES if name in {"transcode", "finalize", "probe"}]


def test_a_failed_stage_says_why() -> None:
    (shown,) = render.stages(view([stage("probe", state="failed", error_code="no_media", error_message="None.")]))
    assert (shown.state, shown.error) == ("failed", Fault(code="no_media", message="None."))


def test_a_stage_that_is_none_any_more_is_not_shown() -> None:
    assert render.stages(view([stage("a stage of an older release")])) == []
