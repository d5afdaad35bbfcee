"""Sign-ins: who is behind one, how its refresh token is replaced, and when it ends."""

from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask

from app.db.models import SignIn
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.accounts import sign_ins
from tests.conftest import PASSWORD, Person
from tests.support.recordings import let_time_pass
from tests.support.tokens import claims_of


def signed_in(person: Person) -> tuple[UUID, str]:
    """A new sign-in and the word that its refresh token knows it by."""
    claims = claims_of(sign_ins.login(person.email, PASSWORD).refresh_token)
    return UUID(claims["sid"]), claims["rot"]


def refreshed(sign_in: UUID, word: str) -> str:
    return str(claims_of(sign_ins.refresh(sign_in, word).refresh_token)["rot"])


def code_of_refresh(sign_in: UUID, word: str) -> str:
    with pytest.raises(VideoFlowError) as caught:
        sign_ins.refresh(sign_in, word)
    assert caught.value.http_status == 401
    return caught.value.code


def row(sign_in: UUID) -> SignIn:
    with transaction() as work:
        return work.get_one(SignIn, sign_in)


def test_a_sign_in_says_whose_it_is_until_it_ends(person: Person) -> None:
    sign_in, _ = signed_in(person)
    found = sign_ins.signed_in_user(sign_in)
    assert found is not None and (found.id, found.role) == (person.id, "admin")
    sign_ins.logout(sign_in)
    assert sign_ins.signed_in_user(sign_in) is None


def test_a_sign_in_that_never_was_is_nobodys(app: APIFlask) -> None:
    assert sign_ins.signed_in_user(uuid4()) is None
    assert code_of_refresh(uuid4(), "a word") == "not_authenticated"


def test_a_token_is_replaced_by_another(person: Person) -> None:
    sign_in, first = signed_in(person)
    second = refreshed(sign_in, first)
    assert second != first
    assert refreshed(sign_in, second) not in (first, second)


def test_within_the_grace_the_slower_tab_gets_what_replaced_its_token(person: Person) -> None:
    sign_in, first = signed_in(person)
    second = refreshed(sign_in, first)
    assert refreshed(sign_in, first) == second
    assert row(sign_in).revoked_at is None


def test_a_token_replaced_before_that_ends_the_sign_in_for_everybody(person: Person) -> None:
    sign_in, first = signed_in(person)
    second = refreshed(sign_in, first)
    seconds = sign_ins.ROTATION_GRACE.total_seconds()
    let_time_pass(SignIn.__tablename__, "rotated_at", sign_in, f"{seconds} seconds")
    assert code_of_refresh(sign_in, first) == "not_authenticated"
    assert code_of_refresh(sign_in, second) == "not_authenticated"
    assert sign_ins.signed_in_user(sign_in) is None


def test_the_end_of_one_sign_in_is_not_the_end_of_another(person: Person) -> None:
    (one, _), (other, word) = signed_in(person), signed_in(person)
    sign_ins.logout(one)
    assert sign_ins.signed_in_user(other) is not None
    assert refreshed(other, word)


def test_a_wrong_password_and_an_unknown_email_are_told_alike(person: Person) -> None:
    told = []
    for email, password in ((person.email, PASSWORD + "x"), ("nobody@example.org", PASSWORD)):
        with pytest.raises(VideoFlowError) as caught:
            sign_ins.login(email, password)
        told.append((caught.value.code, caught.value.message, caught.value.http_status))
    assert told[0] == told[1]
    assert told[0][0] == "bad_credentials"
