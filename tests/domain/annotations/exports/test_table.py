"""The table as a spreadsheet reads it."""

import csv
import io

from app.domain.annotations.exports import table
from tests.domain.annotations.exports.saying import about, said


def read(*items: object) -> list[dict[str, str]]:
    text = "".join(table.lines(about(29.97), items))  # type: ignore[arg-type]
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_row_says_all_of_it() -> None:
    row = read(said(7, 60.06, 'He said "ä",\nno', end=61.5, parent_id=3, is_resolved=True, reactions=[("👍", 2)]))[0]
    assert row == {
        "id": "7",
        "reply_to": "3",
        "type": "comment",
        "timestamp": "60.060",
        "end": "61.500",
        "timecode": "00:01:00;02",
        "author": "Ada",
        "content": 'He said "ä",\nno',
        "created_at": "2026-11-30T10:00:00+00:00",
        "edited_at": "",
        "resolved": "yes",
        "reactions": "👍 2",
    }


def test_nothing_in_it_is_a_formula() -> None:
    row = read(said(1, 0, '=HYPERLINK("http://x")', author="@SUM(A1)"))[0]
    assert (row["content"], row["author"]) == ('\'=HYPERLINK("http://x")', "'@SUM(A1)")
