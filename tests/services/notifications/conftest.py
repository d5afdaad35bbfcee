"""Somebody with a video that everybody with an account sees, and two who talk about it."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.conftest import Person
from tests.support.talkers import called, watchable


@pytest.fixture
def owner(make_person: Callable[[], Person]) -> Person:
    return called(make_person(), "Olga")


@pytest.fixture
def ana(owner: Person, make_person: Callable[[], Person]) -> Person:
    return called(make_person(), "Ana")


@pytest.fixture
def bo(owner: Person, make_person: Callable[[], Person]) -> Person:
    return called(make_person(), "Bo")


@pytest.fixture
def video(owner: Person) -> UUID:
    return watchable(owner)
