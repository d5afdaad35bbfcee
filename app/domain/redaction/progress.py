"""How far what was decided about a video's secrets is carried out. Pure."""

from collections.abc import Sequence

from app.domain.pipeline.states import ENDED, REDACTION, StageState


def carried_out(stages: Sequence[tuple[str, StageState, float]], is_due: bool) -> tuple[str, float]:
    """`idle`, `running` or `failed`, and the share that is done, 0 to 1.

    `stages` are those that follow a decision: name, state, progress. `is_due` tells that one came after they began.
    """
    if is_due:
        return "running", 0.0
    states = [state for name, state, _ in stages if name in REDACTION]
    if not states:
        return "idle", 0.0
    done = sum(1.0 if state in ENDED else progress for _, state, progress in stages) / len(stages)
    if any(state not in ENDED for _, state, _ in stages):
        return "running", round(done, 3)
    return ("idle" if set(states) == {StageState.DONE} else "failed"), round(done, 3)
