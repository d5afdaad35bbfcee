"""The Celery application: every task runs inside the Flask application's context."""

import logging
from typing import Any

from celery import Celery, Task
from celery.signals import setup_logging, worker_process_init, worker_ready
from celery.worker.consumer import Consumer

from app import create_app
from app.extensions import db
from app.jobs import celery as app_celery
from workers import broker, tidying, watch

flask_app = create_app()


class ContextTask(Task):  # type: ignore[type-arg]  # generic in the stubs only
    """A task that finds the database and the settings as a request does."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the body in a fresh application context, so that no session outlives its task."""
        with flask_app.app_context():
            return self.run(*args, **kwargs)


def _configure(celery: Celery) -> Celery:
    broker.install()
    celery.task_cls = "workers.celery_app:ContextTask"
    celery.set_default()
    celery.conf.imports = (
        "workers.uploads",
        "workers.pipeline",
        "workers.media",
        "workers.transcode",
        "workers.ocr",
        "workers.guides",
        "workers.maintenance",
        "workers.leaving",
        "workers.search",
        "workers.alerts",
        "workers.mail",
    )
    return celery


celery = app = _configure(app_celery)


@worker_process_init.connect
def _fresh_connections(**_: Any) -> None:
    """A forked child must not share its parent's connections."""
    with flask_app.app_context():
        db.engine.dispose(close=False)


@worker_ready.connect
def _watch_uploads(sender: Consumer, **_: Any) -> None:
    if any(name.startswith("uploads.") for name in sender.app.amqp.queues.consume_from):
        watch.start(flask_app)


@worker_ready.connect
def _tidy_disk(sender: Consumer, **_: Any) -> None:
    tidying.start(flask_app, sender)


@setup_logging.connect
def _log_plainly(**_: Any) -> None:
    settings = flask_app.config["VIDEOFLOW"]
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
