"""Where somebody is signed in, and the end of it."""

from uuid import UUID

from sqlalchemy import select

from app.db.models import SignIn
from app.db.unit_of_work import transaction
from app.domain.workspace.audit import Kind
from app.errors import not_found
from app.services.accounts import endings
from app.services.workspace import audit
from app.services.workspace.audit import About

# More than anybody looks through.
_MOST = 100


def listing(user_id: UUID) -> list[SignIn]:
    """A person's sign-ins that have not ended, the one used last first; at most 100."""
    mine = SignIn.user_id == user_id, endings.holds(), ~endings.is_token()
    query = select(SignIn).where(*mine).order_by(SignIn.rotated_at.desc()).limit(_MOST)
    with transaction() as work:
        return list(work.scalars(query))


def end(user_id: UUID, sign_in_id: UUID) -> None:
    """Ends one of a person's sign-ins. Raises VideoFlowError `not_found` (404), also where it has ended already."""
    with transaction() as work:
        if not endings.end(work, SignIn.user_id == user_id, SignIn.id == sign_in_id, ~endings.is_token()):
            raise not_found("sign-in")
        audit.note(work, Kind.SIGNED_OUT, user_id, About(sign_in_id))


def end_others(user_id: UUID, keep: UUID | None) -> None:
    """Ends all of a person's sign-ins but one. API tokens stay."""
    with transaction() as work:
        others = [] if keep is None else [SignIn.id != keep]
        ended = endings.end(work, SignIn.user_id == user_id, ~endings.is_token(), *others)
        if ended:
            audit.note(work, Kind.SIGNED_OUT, user_id, sign_ins=len(ended))
