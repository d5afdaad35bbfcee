"""Queue `default`: what changed in a video is made findable."""

from uuid import UUID

from celery import shared_task

from app.services.search import filling


@shared_task(name="search.fill")
def fill(video_id: str) -> None:
    """Makes the lines of what changed."""
    filling.fill(UUID(video_id))


@shared_task(name="search.fill_titles")
def fill_titles(*video_ids: str) -> None:
    """Makes the lines of titles that changed."""
    filling.fill_titles([UUID(video_id) for video_id in video_ids])
