"""Log lines tell what happened and nobody's secrets."""

import pytest
import structlog

from app import logs


def test_a_traceback_shows_no_variables(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO")
    password = "correct horse"
    try:
        raise ValueError("broken", len(password))
    except ValueError:
        structlog.get_logger().exception("it broke", video="7")
    said = capsys.readouterr().out
    assert "it broke" in said and "video=7" in said and "ValueError" in said
    assert password not in said


def test_what_is_below_the_level_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("WARNING")
    structlog.get_logger().info("all is well")
    assert capsys.readouterr().out == ""
    logs.configure("INFO")
