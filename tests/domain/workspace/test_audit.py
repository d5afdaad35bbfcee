"""The audit log as it leaves."""

import json

from app.domain.workspace.audit import as_json_line


def test_a_line_of_json_is_one_line() -> None:
    line = as_json_line({"about": "two\nlines\u2028"})
    assert line.count("\n") == 1
    assert json.loads(line) == {"about": "two\nlines\u2028"}
