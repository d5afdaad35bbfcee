"""Figures for Prometheus, all read from PostgreSQL and Redis when asked for, so that every process gives the same."""

from collections.abc import Iterator
from typing import cast

import structlog
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from redis.exceptions import RedisError
from sqlalchemy import func, select

from app import events
from app.db.models import Host, Stage, Upload, Video
from app.db.unit_of_work import transaction
from app.domain.uploads.states import ACTIVE
from app.services.pipeline.alerts import FAILURES
from app.settings import settings

log = structlog.get_logger()

_QUEUES = ("default", "media", "ocr", "transcode")


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
    videos = GaugeMetricFamily("videoflow_videos", "Videos that were not deleted.", labels=["status"])
    stages = GaugeMetricFamily("videoflow_stages", "Stages of the pipeline.", labels=["stage", "state"])
    uploads = GaugeMetricFamily("videoflow_open_uploads", "Uploads that have not ended.")
    with transaction() as work:
        there = Video.deleted_at.is_(None)
        for status, count in work.execute(select(Video.status, func.count()).where(there).group_by(Video.status)):
            videos.add_metric([status], count)
        query = select(Stage.name, Stage.state, func.count()).group_by(Stage.name, Stage.state)
        for name, state, count in work.execute(query):
            stages.add_metric([name, state], count)
        is_open = Upload.state.in_(ACTIVE)
        uploads.add_metric([], work.scalar(select(func.count()).select_from(Upload).where(is_open)) or 0)
    yield from (videos, stages, uploads)


def _from_redis() -> Iterator[Metric]:
    redis = events.client(settings().redis_url)
    failures = CounterMetricFamily("videoflow_stage_failures", "Stages that ended as failed.", labels=["stage", "code"])
    for field, count in cast(dict[bytes, bytes], redis.hgetall(FAILURES)).items():
        failures.add_metric(field.decode().split(" ", 1), int(count))
    yield failures
    waiting = GaugeMetricFamily("videoflow_queue_length", "Tasks that no worker has taken yet.", labels=["queue"])
    for queue in _queues():
        waiting.add_metric([queue], redis.llen(queue))
    yield waiting


def _queues() -> list[str]:
    with transaction() as work:
        return [*_QUEUES, *(f"uploads.{name}" for name in work.scalars(select(Host.name).order_by(Host.name)))]
