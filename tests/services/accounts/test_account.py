"""An account by its services alone: what is told of endings, and accounts that are gone."""

from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask

from app import events
from app.db.models import SignIn
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.accounts import credentials, endings, profile, sign_ins, whereabouts
from tests.conftest import PASSWORD, Person
from tests.support.tokens import claims_of


def sign_in_of(person: Person) -> UUID:
    return UUID(claims_of(sign_ins.login(person.email, PASSWORD).refresh_token)["sid"])


def test_an_ending_is_told_after_the_commit_and_once(person: Person) -> None:
    """Invariant 10."""
    sign_in = sign_in_of(person)
    with events.hub().listen(events.sign_in_channel(sign_in)) as mailbox:
        with pytest.raises(RuntimeError), transaction() as work:
            endings.end(work, SignIn.id == sign_in)
            raise RuntimeError("rolled back")
        assert sign_ins.is_valid(sign_in)
        whereabouts.end_others(person.id, keep=None)
        assert mailbox.get(timeout=10) == {"ended": True}
        with transaction() as work:
            assert endings.end(work, SignIn.id == sign_in) == []
    assert not sign_ins.is_valid(sign_in)


def test_an_account_that_is_gone_is_not_found(app: APIFlask) -> None:
    for ask in (
        lambda: profile.of(uuid4()),
        lambda: profile.change(uuid4(), {"name": "Nobody"}),
        lambda: credentials.change_password(uuid4(), PASSWORD, "an unlikely sentence", None),
    ):
        with pytest.raises(VideoFlowError, match="No such account"):
            ask()
