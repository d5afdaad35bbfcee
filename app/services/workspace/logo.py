"""The workspace's logo: made anew, stored once under a name of its own, and given to everybody."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from app.errors import not_found
from app.media import likeness
from app.services.workspace import choices
from app.settings import settings
from app.storage import keys
from app.storage.s3 import MissingObject, get_store

TYPE = likeness.LOGO.type


def put(by: UUID, data: bytes) -> None:
    """Takes another logo.

    Raises VideoFlowError: `picture_too_large` (413), `unsupported_picture` (415), `busy` (503), StorageError (503).
    """
    picture = likeness.remade(data, likeness.LOGO, Path(settings().scratch_dir) / "pictures")
    key = keys.logo(uuid4().hex)
    get_store().put(key, picture, TYPE)
    _replace(by, key)


def remove(by: UUID) -> None:
    """Takes it away. Raises StorageError."""
    _replace(by, None)


def read(name: str) -> bytes:
    """The logo of that name, while it is the one. Raises VideoFlowError `not_found` (404), StorageError."""
    key = choices.current().logo_key
    if key is None or keys.logo(name) != key:
        raise not_found("logo")
    try:
        return get_store().get(key)
    except MissingObject as error:
        raise not_found("logo") from error


def sweep(age: timedelta) -> int:
    """Removes logos that were stored and never counted, once they are so old; returns how many."""
    choices.forget()
    key, store = choices.current().logo_key, get_store()
    stale = [each for each in store.list_keys(keys.WORKSPACE) if each != key and store.is_older(each, age)]
    for each in stale:
        store.delete(each)
    return len(stale)


def _replace(by: UUID, key: str | None) -> None:
    """What was there goes after the other one counts."""
    choices.forget()
    before = choices.current().logo_key
    choices.change(by, {"logo_key": key})
    if before:
        get_store().delete(before)
