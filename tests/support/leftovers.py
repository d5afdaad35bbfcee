"""Ends the work on what tests recorded and nobody looks at any more: it takes the processors from those that go on."""

from collections.abc import Collection

import psycopg2
from celery import Celery

from scripts.stack import Stack

_MARK = """
UPDATE videos SET deleted_at = now()
WHERE deleted_at IS NULL AND status IN ('uploading', 'processing') AND (%(all)s OR owner_id = ANY(%(owners)s::uuid[]))
RETURNING id
"""


def end_work(stack: Stack, owners: Collection[str] | None = None) -> int:
    """Deletes the videos that are still worked on, everybody's or these people's, as their owners would for good.
    Returns how many.
    """
    connection = psycopg2.connect(stack.env["DATABASE_URL"].replace("+psycopg2", ""))
    with connection, connection.cursor() as cursor:
        cursor.execute(_MARK, {"all": owners is None, "owners": list(owners or ())})
        ids = [str(video_id) for (video_id,) in cursor.fetchall()]
    connection.close()
    if not ids:
        return 0
    with Celery(broker=stack.env["REDIS_URL"]) as sender:
        for video_id in ids:
            sender.send_task("maintenance.purge_video", [video_id], queue="default")
    return len(ids)
