"""Tells somebody that what they asked for is ready."""

from uuid import UUID

from sqlalchemy import select

from app.db.models import AccountExport, User
from app.db.unit_of_work import transaction
from app.mail import letters, outbox
from app.mail.letters import Reader
from app.services.workspace import mailing


def export_ready(export_id: UUID) -> None:
    """Writes to whoever asked for it, where it is still there. Raises VideoFlowError `mail_not_sent` (502)."""
    if not outbox.is_open():
        return
    query = select(AccountExport, User).join(User, User.id == AccountExport.user_id)
    with transaction() as work:
        row = work.execute(query.where(AccountExport.id == export_id, AccountExport.state == "done")).one_or_none()
    if row is None:
        return
    export, user = row
    # Where it can be saved one has to be signed in: the link alone opens nothing.
    reader, link = Reader(user.email, user.name, user.language), outbox.address("/settings#data")
    mailing.send(letters.write("export", reader, link, day=f"{export.expires_at:%Y-%m-%d}"))
