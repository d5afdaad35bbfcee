"""A person's picture: what becomes of it, and that nothing of it stays."""

import os
import shutil
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.media import likeness
from app.services.accounts import pictures
from app.services.pipeline import outputs
from app.settings import settings
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.portraits import drawn


def test_what_was_replaced_goes_once_nobody_can_see_it(app: APIFlask, store: ObjectStore, person: Person) -> None:
    """Invariant 13."""
    first = pictures.take(person.id, drawn()).picture_key
    second = pictures.take(person.id, drawn(50, 300)).picture_key
    assert second and first != second and outputs.sweep() == 0
    head = store.head(second)
    assert head and head.content_type == "image/webp"
    with transaction() as work:
        work.execute(text("UPDATE garbage SET due_at = now()"))
    assert outputs.sweep() == 1
    assert store.list_keys(keys.PICTURES) == [second]
    assert pictures.remove(person.id).picture_key is None


def test_one_is_made_at_a_time(app: APIFlask, person: Person) -> None:
    with likeness._place(), pytest.raises(VideoFlowError, match="Somebody else's"):
        pictures.take(person.id, drawn())
    assert pictures.take(person.id, drawn()).picture_key


def test_what_a_killed_process_left_goes_with_a_later_picture(app: APIFlask, person: Person) -> None:
    """Invariant 13."""
    root = Path(settings().scratch_dir) / "pictures"
    left, fresh = root / "left", root / "fresh"
    for each in (left, fresh):
        each.mkdir(parents=True, exist_ok=True)
        (each / "picture").write_bytes(b"half of one")
    os.utime(left, (0, 0))
    pictures.take(person.id, drawn())
    assert [each.name for each in root.iterdir()] == ["fresh"]
    shutil.rmtree(root)
