"""Ready means that PostgreSQL, Redis and S3 answer; each is told apart."""

import dataclasses

import pytest
from apiflask import APIFlask

from app import config, create_app
from app.services.operations import readiness

ALL = {"postgres": True, "redis": True, "s3": True, "spool": True}
NOWHERE = "127.0.0.1:9"


def test_all_answer(app: APIFlask) -> None:
    assert readiness.checks() == ALL
    assert app.test_client().get("/ready").json == {"status": "ready", "checks": ALL}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("postgres", {"database_url": f"postgresql+psycopg2://nobody:x@{NOWHERE}/nothing"}),
        ("redis", {"redis_url": f"redis://{NOWHERE}/0"}),
        ("s3", {"s3_bucket": "no-such-bucket"}),
        ("spool", {"spool_dir": "/proc/no-such-place"}),
    ],
)
def test_one_that_does_not_answer_is_named(app: APIFlask, name: str, change: dict[str, str]) -> None:
    broken = create_app(dataclasses.replace(config.load(), **change))
    answer = broken.test_client().get("/ready")
    assert answer.status_code == 503
    assert answer.json == {"status": "not_ready", "checks": ALL | {name: False}}


def test_alive_is_asked_of_nobody_else(app: APIFlask) -> None:
    broken = create_app(
        dataclasses.replace(
            config.load(),
            database_url=f"postgresql+psycopg2://nobody:x@{NOWHERE}/nothing",
            redis_url=f"redis://{NOWHERE}/0",
            s3_endpoint_url=f"http://{NOWHERE}",
        )
    )
    assert broken.test_client().get("/health").json == {"status": "ok"}
