"""What is shown of an account holds no secret."""

from uuid import uuid4

import pytest

from app.api.accounts import render
from app.db.models import User
from app.services.accounts.sign_ins import SignedIn

USER = User(id=uuid4(), email="a@example.org", name="Ada", role="member", password_hash="$argon2id$secret")


def test_an_account_is_shown_without_its_secrets() -> None:
    shown = render.user(USER).model_dump()
    assert shown == {"id": USER.id, "email": "a@example.org", "name": "Ada", "role": "member", "picture_url": None}


@pytest.mark.parametrize(("in_cookies", "tokens"), [(False, ("access", "refresh")), (True, (None, None))])
def test_tokens_that_go_into_cookies_stay_out_of_the_body(
    in_cookies: bool, tokens: tuple[str | None, str | None]
) -> None:
    shown = render.session(SignedIn(USER, "access", "refresh"), in_cookies)
    assert (shown.access_token, shown.refresh_token) == tokens
