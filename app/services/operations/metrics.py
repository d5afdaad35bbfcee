"""Figures for Prometheus, all read from PostgreSQL and Redis when asked for, so that every process gives the same."""

from collections.abc import Iterator
from typing import cast

import structlog
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from redis.exceptions import RedisError
from sqlalchemy import func, select, text

from app import events
from app.db.models import Host, Stage, Upload, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.pipeline.states import ENDED_BADLY, UNSETTLED, WATCHED, VideoStatus
from app.domain.uploads.states import ACTIVE
from app.services.hosts import queues
from app.services.pipeline.alerts import FAILURES
from app.settings import settings

log = structlog.get_logger()

# Reading so much of a table takes a few milliseconds.
_COUNTED_BYTES = 8 * 1024 * 1024

_THERE = Video.deleted_at.is_(None)
# One for each of the indexes that hold these.
_VIDEOS = [
    select(Video.status, func.count()).where(Video.status.in_(each), _THERE).group_by(Video.status)
    for each in (UNSETTLED, ENDED_BADLY)
]
_DONE = select(func.count()).select_from(Video).where(Video.status == VideoStatus.DONE, _THERE)
_VIDEOS_AT_ALL = text("SELECT pg_relation_size(oid), reltuples FROM pg_class WHERE oid = CAST('videos' AS regclass)")
_STAGES = (
    select(Stage.name, Stage.state, func.count()).where(Stage.state.in_(WATCHED)).group_by(Stage.name, Stage.state)
)
_UPLOADS = select(func.count()).select_from(Upload).where(Upload.state.in_(ACTIVE))


def exposition() -> bytes:
    """All figures as Prometheus reads them (text format 0.0.4)."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures())
    return generate_latest(registry)


class _Figures(Collector):
    def collect(self) -> Iterator[Metric]:
        yield from _from_database()
        try:
            yield from list(_from_redis())
        except RedisError as error:
            # What is in the database is worth having all the more then.
            log.warning("no figures from Redis", error=str(error))

    def describe(self) -> list[Metric]:
        """Nothing beforehand: Prometheus is told when it asks."""
        return []


def _from_database() -> Iterator[Metric]:
    """Counts what is under way or went wrong, by indexes that hold nothing else.

    What is done is estimated: there may be millions, and counting them would read them all.
    """
    videos = GaugeMetricFamily(
        "videoflow_videos", "Videos that were not deleted; those done are an estimate.", labels=["status"]
    )
    stages = GaugeMetricFamily("videoflow_stages", "Stages that have not ended, or failed.", labels=["stage", "state"])
    uploads = GaugeMetricFamily("videoflow_open_uploads", "Uploads that have not ended.")
    with transaction() as work:
        counts = _videos(work)
        for name, state, count in work.execute(_STAGES):
            stages.add_metric([name, state], count)
        uploads.add_metric([], work.scalar(_UPLOADS) or 0)
    for status, count in counts.items():
        videos.add_metric([status], count)
    yield from (videos, stages, uploads)


def _videos(work: UnitOfWork) -> dict[str, int]:
    """By status. The planner's word for how many there are is as old as the table's last ANALYZE."""
    counts = {row[0]: row[1] for query in _VIDEOS for row in work.execute(query)}
    size, rows = work.execute(_VIDEOS_AT_ALL).one()
    if size <= _COUNTED_BYTES:
        return counts | {str(VideoStatus.DONE): work.scalar(_DONE) or 0}
    return counts | {str(VideoStatus.DONE): max(0, int(rows) - sum(counts.values()))}


def _from_redis() -> Iterator[Metric]:
    redis = events.client(settings().redis_url)
    failures = CounterMetricFamily("videoflow_stage_failures", "Stages that ended as failed.", labels=["stage", "code"])
    for field, count in cast(dict[bytes, bytes], redis.hgetall(FAILURES)).items():
        failures.add_metric(field.decode().split(" ", 1), int(count))
    yield failures
    waiting = GaugeMetricFamily("videoflow_queue_length", "Tasks that no worker has taken yet.", labels=["queue"])
    with transaction() as work:
        hosts = list(work.scalars(select(Host.name)))
    for queue, length in queues.lengths(hosts).items():
        waiting.add_metric([queue], length)
    yield waiting
