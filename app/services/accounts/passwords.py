"""Hashes and checks passwords by argon2, without keeping anybody else waiting.

A hash takes a core for a good part of a second and tens of MiB. In a process that serves thousands of greenlets by one
loop it must not run in that loop:

1. It runs in a real thread, which gives way to everything else on the machine.
2. Of those there are AT_ONCE in a process; so many more may wait, and whoever comes then is told to come again.
3. In a process without greenlets (a command, a test) it runs where it is asked for, because nobody else waits there.
"""

import os
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import TypeVar
from uuid import uuid4

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from gevent import monkey
from gevent.threadpool import ThreadPool
from zxcvbn import zxcvbn

from app.errors import VideoFlowError

T = TypeVar("T")

AT_ONCE = 1
WAITING = 20
# Of zxcvbn's five steps from 0: above 100 million guesses.
STRONG = 3
# What comes behind makes a password no weaker, and costs time to look at.
_LONGEST = 72
# Ten steps below the usual: what is left of the machine when recordings have had theirs.
_NICE = 10
# One lane, so that a hash takes one core. 46 MiB once over is as strong as OWASP's other choices (Password Storage
# Cheat Sheet), and the shortest of them.
_hasher = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)


def hashed(password: str) -> str:
    """A hash with a salt of its own. Raises VideoFlowError `busy` (503)."""
    return _aside(lambda: _hasher.hash(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one of the hash. None, for an account that is not there, costs as much.

    Raises VideoFlowError `busy` (503).
    """
    return _aside(lambda: _verified(password_hash or _decoy_hash(), password)) and password_hash is not None


def require_strong(password: str, email: str, name: str) -> None:
    """Raises VideoFlowError `weak_password` (422) for one that is guessed soon, with what would make it better; `busy`.

    What can be known of the person does not count: their name, and the parts of their email.
    """
    known = [name, email, *re.split(r"[@.\-_+]", email)]
    found = _aside(
        lambda: zxcvbn(password[:_LONGEST], user_inputs=[word for word in known if len(word) > 2], max_length=_LONGEST)
    )
    if found["score"] >= STRONG and password.casefold() not in email.casefold():
        return
    advice = [found["feedback"]["warning"], *found["feedback"]["suggestions"]]
    words = " ".join(sentence.rstrip(".") + "." for sentence in advice if sentence)
    raise VideoFlowError("weak_password", f"This password is guessed too easily. {words}".strip(), 422)


def is_outdated(password_hash: str) -> bool:
    """Whether it was made with other costs than hashes are made with now."""
    return _hasher.check_needs_rehash(password_hash)


def _verified(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _decoy_hash() -> str:
    return _hasher.hash(uuid4().hex)


# ---- aside -----------------------------------------------------------------------------------------------------------


class Aside:
    """Runs functions in a few real threads, and refuses more than `waiting` that would have to wait for one."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._places = threading.BoundedSemaphore(at_once + waiting)
        self._pool = ThreadPool(at_once)

    def run(self, work: Callable[[], T]) -> T:
        """Returns what `work` returns, or raises what it raises; or VideoFlowError `busy` (503) at once."""
        if not self._places.acquire(blocking=False):
            raise VideoFlowError("busy", "Many people sign in just now. Try again in a few seconds.", 503, True)
        try:
            result: T = self._pool.apply(_nicely, (work,))
        finally:
            self._places.release()
        return result


def _nicely(work: Callable[[], T]) -> T:
    """Linux has a nice value for each thread; elsewhere this one runs as the others do."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
    return work()


@lru_cache(maxsize=1)
def _threads(process: int) -> Aside:
    return Aside(AT_ONCE, WAITING)


def _aside(work: Callable[[], T]) -> T:
    if not monkey.is_module_patched("threading"):
        return work()
    return _threads(os.getpid()).run(work)
