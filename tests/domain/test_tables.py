"""Tables that people open in a spreadsheet: nothing in them runs."""

import csv
import io

import pytest

from app.domain.tables import as_csv


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")'])
def test_a_cell_is_no_formula(text: str) -> None:
    assert next(csv.reader(io.StringIO(as_csv([text]), newline=""))) == [f"'{text}"]


@pytest.mark.parametrize("text", ["a=b", 'He said "no", twice', "two\nlines", "2026-11-30T10:00:00Z", "", "<b>ä</b>"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert next(csv.reader(io.StringIO(as_csv(["x", text]), newline=""))) == ["x", text]
