"""From stages' rows to what goes over the wire."""

from app.api.pipeline import schemas
from app.api.wire import fault
from app.db.queries import VideoView
from app.domain.pipeline.states import STAGES


def stages(found: VideoView) -> list[schemas.Stage]:
    """The stages a video goes through, in pipeline order."""
    by_name = {stage["name"]: stage for stage in found.stages}
    return [
        schemas.Stage(
            name=name,
            state=by_name[name]["state"],
            progress=by_name[name]["progress"],
            attempts=by_name[name]["attempts"],
            error=fault(by_name[name]["error_code"], by_name[name]["error_message"]),
        )
        for name in STAGES
        if name in by_name
    ]
