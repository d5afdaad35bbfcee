"""Mails about a recording that is ready, or failed."""

from uuid import UUID

from sqlalchemy import select

from app.db import visible
from app.db.models import User, Video
from app.db.unit_of_work import transaction
from app.domain.notifications.kinds import Kind
from app.domain.pipeline.states import VideoStatus
from app.mail import letters, outbox
from app.mail.letters import Reader
from app.services.workspace import mailing

_LETTERS = {VideoStatus.DONE: "ready", VideoStatus.FAILED: "failed"}


def send(video_id: UUID) -> None:
    """Writes to the video's owner, if they want it. Raises VideoFlowError `mail_not_sent` (502)."""
    query = select(Video, User).join(User, visible.belongs_to(User.id))
    there = Video.id == video_id, Video.deleted_at.is_(None), User.closed_at.is_(None)
    wants = User.mail_about.contains([Kind.RECORDINGS.value])
    with transaction() as work:
        row = work.execute(query.where(*there, wants, Video.status.in_(_LETTERS))).one_or_none()
    if row is None:
        return
    video, owner = row
    reader = Reader(owner.email, owner.name, owner.language)
    link, settings = outbox.address(f"/watch/{video.id}"), outbox.address("/settings#mails")
    mailing.send(letters.write(_LETTERS[VideoStatus(video.status)], reader, link, settings, title=video.title))
