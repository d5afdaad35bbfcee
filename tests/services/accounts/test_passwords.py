"""Passwords: hashed aside, a few at a time; weak ones refused."""

import subprocess
import sys
import textwrap

import pytest

from app.errors import VideoFlowError
from app.services.accounts import passwords
from tests.conftest import PASSWORD


def test_a_hash_matches_its_password_and_no_other() -> None:
    made = passwords.hashed(PASSWORD)
    assert passwords.matches(made, PASSWORD)
    assert not passwords.matches(made, PASSWORD + "x")
    assert not passwords.matches(None, PASSWORD)
    assert not passwords.matches("not a hash", PASSWORD)


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "12345678",
        "qwertyuiop",
        "Passw0rd!",
        "aaaaaaaaaaaa",
        "ada@example.org",
        "lovelace1815",
        "Ada Lovelace",
    ],
)
def test_what_is_guessed_soon_is_refused_with_advice(password: str) -> None:
    with pytest.raises(VideoFlowError) as refusal:
        passwords.require_strong(password, "ada@example.org", "Ada Lovelace")
    assert (refusal.value.code, refusal.value.http_status) == ("weak_password", 422)
    assert len(refusal.value.message) > 30


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "x" * 3 + "Kq7#vLm2", "\u5bc6\u7801\u5f88\u957f\u5f88\u957f\u7684\u53e5\u5b50"],
)
def test_others_are_taken(password: str) -> None:
    passwords.require_strong(password, "ada@example.org", "Ada Lovelace")


def test_a_very_long_one_costs_no_longer() -> None:
    passwords.require_strong("correct horse battery staple " * 8, "ada@example.org", "Ada")


def test_under_greenlets_others_go_on_and_more_than_can_wait_are_turned_away() -> None:
    """In a process of its own, patched as the web server is: while passwords are hashed, a ticker ticks."""
    program = """
        from gevent import monkey
        monkey.patch_all()
        import gevent, threading
        from app.errors import VideoFlowError
        from app.services.accounts import passwords

        from argon2 import PasswordHasher

        passwords._hasher, passwords.WAITING = PasswordHasher(time_cost=1, memory_cost=4096, parallelism=1), 5
        ticks, codes, main = [0], [], threading.get_native_id()
        def tick():
            while True:
                gevent.sleep(0.001)
                ticks[0] += 1
        def log_in():
            try:
                passwords.hashed("correct horse battery")
                codes.append("done")
            except VideoFlowError as error:
                codes.append(error.code)
        gevent.spawn(tick)
        gevent.sleep(0.01)
        before = ticks[0]
        people = [gevent.spawn(log_in) for _ in range(passwords.AT_ONCE + passwords.WAITING + 7)]
        gevent.joinall(people)
        print(codes.count("done"), codes.count("busy"), ticks[0] - before > passwords.WAITING)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == ([str(passwords.AT_ONCE + 5), "7", "True"], "")
