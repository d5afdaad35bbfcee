"""Queue `default`: guides as files, for whoever waits for one."""

from uuid import UUID

from celery import shared_task

from app.services.documents import exporting


@shared_task(name="guides.export")
def export(export_id: str) -> None:
    """Makes a guide's file."""
    exporting.run(UUID(export_id))
