"""The rows of a run's renditions: announced with its plan, filled in when it is whole."""

from typing import Any
from uuid import UUID

from sqlalchemy import update

from app.db.models import Rendition
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.services.transcode.encoding import Rendered
from app.services.transcode.plan import Plan

Made = dict[str, Rendered]


def announce(work: UnitOfWork, run_id: UUID, plan: Plan) -> None:
    """Adds the rows that say what will be there."""
    rows: list[dict[str, Any]] = [
        {
            "kind": "video",
            "name": rung.name,
            "width": rung.width,
            "height": rung.height,
            "frame_rate": round(float(plan.fps), 3),
            "copied": rung == plan.copied,
        }
        for rung in plan.all_rungs
    ]
    rows += [
        {"kind": "audio", "name": sound.name, "language": sound.language or None, "title": sound.title or None}
        for sound in plan.sounds
    ]
    work.add_all(Rendition(run_id=run_id, progress=0.0, **row) for row in rows)


@persistent
def move(run_id: UUID, progress: float, names: list[str]) -> None:
    """Says how far renditions are, from 0 to 1."""
    with transaction() as work:
        work.execute(
            update(Rendition)
            .where(Rendition.run_id == run_id, Rendition.name.in_(names))
            .values(progress=min(max(progress, 0.0), 1.0))
        )


def fill_in(work: UnitOfWork, run_id: UUID, made: Made) -> None:
    """Says of each rendition what was made."""
    for name, rendered in made.items():
        row = update(Rendition).where(Rendition.run_id == run_id, Rendition.name == name)
        work.execute(row.values(**_whole(rendered)))


def _whole(rendered: Rendered) -> dict[str, Any]:
    """Columns of a rendition that is there. Bandwidths are of the worst segment and of all (RFC 8216, 4.3.4.2)."""
    sizes = [(size * 8, seconds) for _, seconds, size in rendered.items]
    # A last segment of a few frames says nothing about what a connection must carry.
    peak = max((bits / seconds for bits, seconds in sizes if seconds > 0), default=0.0)
    total = sum(seconds for _, seconds in sizes)
    return {
        "codecs": rendered.codec,
        "bandwidth": -int(-peak // 1),
        "average_bandwidth": round(sum(bits for bits, _ in sizes) / total) if total else 0,
        "size": sum(size for _, _, size in rendered.items),
        "segments": {"init": rendered.init_key, "items": [[key, seconds] for key, seconds, _ in rendered.items]},
        "progress": 1.0,
    }
