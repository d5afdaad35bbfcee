"""How far a video is as a whole."""

from app.domain.pipeline.progress import overall


def test_a_video_without_stages_has_not_begun() -> None:
    assert overall([]) == 0.0


def test_every_stage_counts_alike() -> None:
    stages = [{"state": "running", "progress": 0.5}, {"state": "pending", "progress": 0.0}]
    assert overall(stages) == 0.25


def test_what_ended_is_behind_us_however_it_ended() -> None:
    """A stage that failed at a third is over, too; the bar must not stay there."""
    stages = [{"state": state, "progress": 0.3} for state in ("done", "failed", "skipped")]
    assert overall(stages) == 1.0
