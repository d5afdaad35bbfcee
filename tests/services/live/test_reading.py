"""Bytes of a running recording come from the spool, or else from the copies."""

import pytest
from apiflask import APIFlask

from app.services.live.reading import NotHere, Reader
from app.services.uploads.spilling import Copier
from app.storage.spool import get_spool
from tests.conftest import Person
from tests.support.recordings import content, record, upload_of

DATA = content(100_000)


def test_bytes_are_read_wherever_they_are(app: APIFlask, person: Person) -> None:
    video = record(person.id, DATA)
    upload = upload_of(video)
    reader = Reader(video, upload.id)
    assert reader.end(True, 0) == len(DATA)
    assert reader.end(False, 0) == 0
    assert reader.read(10, 5000) == DATA[10:5000]
    Copier(asks=False).round()
    get_spool().remove(upload.id)
    assert reader.end(False, 0) == len(DATA)
    assert reader.read(10, 5000) == DATA[10:5000]
    assert reader.read(90_000, 200_000) == DATA[90_000:]
    with pytest.raises(NotHere):
        reader.read(len(DATA), len(DATA) + 5)
