"""An export's names and its JSON."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from app.domain.leaving import layout

DAY = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
VIDEO = UUID("a1b2c3d4-0000-4000-8000-000000000000")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("How to sign in", "How to sign in"),
        ("../../etc/passwd", "etc passwd"),
        ("CON", "_CON"),
        ("a\x00b\nc", "a b c"),
        ("", "video"),
    ],
)
def test_a_folder_is_one_folder_whatever_the_title(title: str, name: str) -> None:
    found = layout.folder(title, DAY, VIDEO)
    assert found == f"videos/2026-11-30 {name} (a1b2c3d4)"
    assert found.count("/") == 1


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_list_of_any_length_is_json(count: int) -> None:
    rows = [{"content": 'Grüße, "Ana"\n', "at": DAY, "number": number} for number in range(count)]
    found = json.loads(b"".join(layout.listing(rows)))
    assert found == [{**row, "at": DAY.isoformat()} for row in rows]


def test_a_document_is_json_that_people_can_read() -> None:
    text = layout.document({"name": "Ä", "id": VIDEO}).decode()
    assert (json.loads(text), "Ä" in text) == ({"name": "Ä", "id": str(VIDEO)}, True)
