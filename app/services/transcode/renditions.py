"""The rows of a run's renditions: announced with its plan, filled in when it is whole, swept when it is over."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from app.db.models import Rendition, TranscodePiece, Video
from app.db.patience import persistent
from app.db.unit_of_work import transaction
from app.errors import StageSkipped
from app.services.pipeline import outputs
from app.services.transcode.encoding import Rendered
from app.services.transcode.plan import Plan
from app.storage import keys
from app.storage.s3 import get_store

SOUND = "audio"


@persistent
def announce(video_id: UUID, run: str, plan: Plan) -> None:
    """Adds the rows that say what will be there. Raises StageSkipped where the video was deleted."""
    rows: list[dict[str, Any]] = [
        {
            "name": rung.name,
            "kind": "video",
            "width": rung.width,
            "height": rung.height,
            "frame_rate": round(float(plan.fps), 3),
            "copied": rung == plan.copied,
        }
        for rung in plan.all_rungs
    ]
    if plan.audio is not None:
        rows.append({"name": SOUND, "kind": "audio"})
    with outputs.held(video_id) as work:
        for row in rows:
            values = {"video_id": video_id, "run": run, "progress": 0.0, **row}
            work.execute(insert(Rendition).values(values).on_conflict_do_nothing())


@persistent
def move(video_id: UUID, run: str, progress: float, names: list[str]) -> None:
    """Says how far renditions are, from 0 to 1."""
    with transaction() as work:
        work.execute(
            update(Rendition)
            .where(Rendition.video_id == video_id, Rendition.run == run, Rendition.name.in_(names))
            .values(progress=min(max(progress, 0.0), 1.0))
        )


@persistent
def publish(video_id: UUID, run: str, made: dict[str, Rendered], download: tuple[str, int]) -> str | None:
    """Makes a run the one that is delivered, in one transaction; returns the run that was before.

    Raises StageSkipped where the video, or the run, was given up meanwhile. Published again, it changes nothing.
    """
    with outputs.held(video_id) as work:
        video = work.get_one(Video, video_id)
        before = (video.hls or {}).get("run")
        if before == run:
            return None
        for name, rendered in made.items():
            changed = work.execute(
                update(Rendition)
                .where(Rendition.video_id == video_id, Rendition.run == run, Rendition.name == name)
                .values(**_whole(rendered))
                .returning(Rendition.id)
            ).one_or_none()
            if changed is None:
                raise StageSkipped("Another conversion of the video came first.")
        longest = max(seconds for rendered in made.values() for _, seconds, _ in rendered.items)
        video.hls = {"run": run, "target": max(1, round(longest))}
        video.download_key, video.download_size = download
        # Whoever works on another run stops where it misses its rows.
        work.execute(delete(TranscodePiece).where(TranscodePiece.video_id == video_id))
        work.execute(
            delete(Rendition).where(Rendition.video_id == video_id, Rendition.run.not_in([run, before or run]))
        )
    return str(before) if before else None


def sweep(video_id: UUID, kept: set[str]) -> None:
    """Removes the objects of all other runs. The one before is kept: players may be in the middle of it."""
    store = get_store()
    for key in store.list_keys(keys.hls_root(video_id)):
        if key.removeprefix(keys.hls_root(video_id)).partition("/")[0] not in kept:
            store.delete(key)
    for key in store.list_keys(keys.download_root(video_id)):
        if key not in {keys.download(video_id, run) for run in kept}:
            store.delete(key)


@persistent
def withdraw(video_id: UUID, run: str) -> None:
    """Leaves nothing of a run that came to nothing."""
    with transaction() as work:
        work.execute(delete(TranscodePiece).where(TranscodePiece.video_id == video_id, TranscodePiece.run == run))
        work.execute(delete(Rendition).where(Rendition.video_id == video_id, Rendition.run == run))
    get_store().delete_prefix(keys.hls_prefix(video_id, run))


@persistent
def published_run(video_id: UUID) -> str | None:
    """The run that is delivered."""
    with transaction() as work:
        hls = work.scalar(select(Video.hls).where(Video.id == video_id))
    return str(hls["run"]) if hls else None


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
