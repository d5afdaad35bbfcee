"""Queue `default`: guides as files, for whoever waits for one."""

from uuid import UUID

from celery import shared_task


@shared_task(name="guides.export")
def export(export_id: str) -> None:
    """Makes a guide's file."""
    # What writes PDF and DOCX takes 27 MB, which every worker of every queue would hold, and few ever need.
    from app.services.documents import exporting

    exporting.run(UUID(export_id))
