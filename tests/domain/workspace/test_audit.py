"""The audit log as it leaves: nothing in it runs."""

import csv
import io
import json

import pytest

from app.domain.workspace.audit import as_csv, as_json_line


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")'])
def test_a_cell_is_no_formula(text: str) -> None:
    assert next(csv.reader(io.StringIO(as_csv([text]), newline=""))) == [f"'{text}"]


@pytest.mark.parametrize("text", ["a=b", 'He said "no", twice', "two\nlines", "2026-11-30T10:00:00Z", "", "<b>ä</b>"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert next(csv.reader(io.StringIO(as_csv(["x", text]), newline=""))) == ["x", text]


def test_a_line_of_json_is_one_line() -> None:
    line = as_json_line({"about": "two\nlines\u2028"})
    assert line.count("\n") == 1
    assert json.loads(line) == {"about": "two\nlines\u2028"}
