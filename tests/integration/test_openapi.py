"""What the API says of itself, against the running product: no request makes it break, and answers are as described."""

from collections import Counter
from collections.abc import Callable
from uuid import UUID

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app import create_app
from scripts.client import Client
from scripts.stack import Stack

# They would end the session that all other requests are made with; and oEmbed's own specification asks for a 501.
LEFT_OUT = "/auth/(logout|refresh)|/oembed"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# Requests that fit the description, and requests that do not.
BOTH = schemathesis.Config.from_dict({"generation": {"mode": "all"}})

schema = schemathesis.openapi.from_dict(create_app().spec, config=BOTH)

# How many answers there were, by status.
ANSWERS: Counter[int] = Counter()

Ask = Callable[[schemathesis.Case], schemathesis.Response]


@pytest.fixture(scope="module")
def ask(stack: Stack) -> Ask:
    """Sends a request to the running product as somebody who is signed in."""
    url = stack.urls["web"]
    client = Client.register(url)
    session = requests.Session()

    def send(case: schemathesis.Case) -> schemathesis.Response:
        for values in (case.path_parameters, case.body):
            if isinstance(values, dict) and _is_id(values.get("video_id")):
                # An id that was made up leads no further than to "no such video".
                values["video_id"] = client.start()["video_id"]
        headers = {"Authorization": f"Bearer {client.token}"}
        answer = case.call(base_url=url, headers=headers, session=session, timeout=30)
        ANSWERS[answer.status_code] += 1
        return answer

    return send


def _is_id(value: object) -> bool:
    try:
        return isinstance(value, str) and UUID(value) is not None
    except ValueError:
        return False


@schema.exclude(path_regex=LEFT_OUT).parametrize()
@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
def test_no_request_breaks_it(case: schemathesis.Case, ask: Ask) -> None:
    """Invariant 8: never a 500."""
    case.validate_response(ask(case), checks=CHECKS)


def test_the_answers_were_many_and_none_was_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    """After the ones above: says how many, for the thorough run (tests/slow) has more."""
    with capsys.disabled():
        print(f"\n{ANSWERS.total()} requests of schemathesis, by status: {dict(sorted(ANSWERS.items()))}")
    assert ANSWERS.total() > 100
    assert not [status for status in ANSWERS if status >= 500]


def test_the_description_covers_what_programs_rely_on() -> None:
    operations = {f"{operation.ok().method.upper()} {operation.ok().path}" for operation in schema.get_all_operations()}
    assert operations >= {
        "POST /auth/register",
        "POST /auth/login",
        "POST /auth/refresh",
        "POST /video/start",
        "POST /video/chunk/{video_id}",
        "POST /video/complete",
        "POST /video/abort/{video_id}",
        "GET /video/{video_id}",
        "GET /video/",
        "PATCH /video/{video_id}",
        "DELETE /video/{video_id}",
        "GET /video/{video_id}/document",
        "POST /ocr/process/{video_id}",
        "POST /annotations/",
        "GET /annotations/video/{video_id}",
        "DELETE /annotations/{annotation_id}",
        "GET /health",
        "GET /ready",
    }
