"""Which language somebody is answered in."""

import pytest
from flask import Flask

from app.language import spoken


@pytest.mark.parametrize(
    ("wanted", "cookie", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", None, "de"),
        ("de-AT", None, "de"),
        ("fr,de;q=0.8,en;q=0.6", None, "de"),
        ("en-GB,en;q=0.9,de;q=0.8", None, "en"),
        ("de;q=0, en", None, "en"),
        ("fr-FR", None, None),
        (None, None, None),
        ("*", None, None),
        ("en", "de", "de"),
        ("de", "en", "en"),
        ("de", "tlh", "de"),
        ("de", "../../etc", "de"),
    ],
)
def test_the_choice_then_the_first_of_the_browsers_that_there_is(
    wanted: str | None, cookie: str | None, language: str | None
) -> None:
    headers = {"Accept-Language": wanted} if wanted else {}
    if cookie:
        headers["Cookie"] = f"language={cookie}"
    with Flask(__name__).test_request_context(headers=headers):
        assert spoken() == language
