"""Celery's settings: queues, routes, limits and the beat schedule. Data only."""

import os
import socket

from app.domain import times

broker_url = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
# No results: stages are rows in PostgreSQL, Flower reads task events. With a backend, whoever sends a task or a
# canvas would subscribe to results that nobody reads, for ever, and could not send any more once Redis restarts.
result_backend = None
task_ignore_result = True

HOST_ID = os.environ.get("HOST_ID") or socket.gethostname()
UPLOADS_QUEUE = f"uploads.{HOST_ID}"

task_default_queue = "default"
task_create_missing_queues = True
task_routes = {
    # Beside the spool they read: producers name the host's own queue when they send one of these.
    "uploads.*": {"queue": UPLOADS_QUEUE},
    "pipeline.*": {"queue": UPLOADS_QUEUE},
    "media.*": {"queue": "media"},
    # Apart, so that an hour that is transcoded does not keep the next recording from its poster.
    "transcode.*": {"queue": "transcode"},
    "ocr.*": {"queue": "ocr"},
    "document.*": {"queue": "ocr"},
    "maintenance.*": {"queue": "default"},
    "leaving.*": {"queue": "default"},
    "guides.*": {"queue": "default"},
    "search.*": {"queue": "default"},
    "alerts.*": {"queue": "default"},
    "mail.*": {"queue": "default"},
}

task_acks_late = True
task_reject_on_worker_lost = True
worker_prefetch_multiplier = 1
# A broker that is away is no reason to kill an ffmpeg that has run for an hour: the stage's row says whose it is, so
# the same message delivered again, to whomever, finds it claimed and does nothing (docs/adr/0010).
worker_cancel_long_running_tasks_on_connection_loss = False
broker_connection_retry_on_startup = True
# However long it is away: a worker that gave up would take what it is doing with it.
broker_connection_max_retries = None

# Both, because the shortest one among the apps sharing a broker wins. What takes longer, a very long video, is
# delivered once more, finds its stage claimed, and does nothing.
_VISIBILITY = 4 * 3600
visibility_timeout = _VISIBILITY
broker_transport_options = {
    "visibility_timeout": _VISIBILITY,
    "socket_timeout": 10,
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    # For those who send: a broker that is away is not waited for, as beat makes up for what is not sent.
    "max_retries": 1,
    "interval_start": 0,
}
task_soft_time_limit = 3 * 3600
task_time_limit = 3 * 3600 + 60

# Flower and the progress it shows live on these.
worker_send_task_events = True
task_send_sent_event = True
task_track_started = True
event_queue_expires = 60.0

worker_hijack_root_logger = False
worker_soft_shutdown_timeout = 5.0
worker_enable_soft_shutdown_on_idle = True

timezone = "UTC"
beat_scheduler = "workers.beat:PatientBeat"
beat_schedule = {
    "kick-stalled-uploads": {"task": "maintenance.kick_stalled_uploads", "schedule": times.KICK_UPLOADS_EVERY},
    "kick-stalled-pipelines": {"task": "maintenance.kick_stalled_pipelines", "schedule": times.KICK_PIPELINES_EVERY},
    "end-abandoned-recordings": {"task": "maintenance.end_abandoned_recordings", "schedule": times.END_ABANDONED_EVERY},
    "sweep-orphans": {"task": "maintenance.sweep_orphans", "schedule": times.SWEEP_EVERY},
}
# A tick that could not run in time is worth nothing: the next one does the same work.
for _entry in beat_schedule.values():
    _entry["options"] = {"expires": _entry["schedule"]}
