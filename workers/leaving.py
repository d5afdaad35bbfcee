"""Queue `default`: what somebody takes along, and the end of their account."""

from uuid import UUID

from celery import shared_task

from app.services.leaving import closing, exporting


@shared_task(name="leaving.export")
def export(export_id: str) -> None:
    """Packs what a person takes along."""
    exporting.run(UUID(export_id))


@shared_task(name="leaving.finish")
def finish(user_id: str) -> None:
    """Removes what is left of an account that was closed. What does not go now, beat asks for again."""
    closing.finish(UUID(user_id))
