"""The audit log over HTTP, to read and to keep."""

import csv
import io
import json

from flask.testing import FlaskClient
from sqlalchemy import update

from app.db.models import User
from app.db.unit_of_work import transaction
from app.domain.workspace.audit import FIELDS, Kind
from app.services.workspace import audit
from app.services.workspace.audit import About
from tests.conftest import Person


def test_it_is_kept_as_a_table_in_which_nothing_runs(client: FlaskClient, person: Person) -> None:
    with transaction() as work:
        work.execute(update(User).values(email="=cmd()@example.org"))
        audit.note(work, Kind.VIDEO_TRASHED, person.id, About(person.id, '=HYPERLINK("http://evil")'), why="-1")
    answer = client.get("/admin/audit/export?format=csv", headers=person.headers)
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    head, *rows = csv.reader(io.StringIO(answer.text, newline=""))
    assert head == list(FIELDS)
    last = dict(zip(head, rows[-1], strict=True))
    assert (last["kind"], last["person"]) == ("video_trashed", "'=cmd()@example.org")
    assert last["about"] == '\'=HYPERLINK("http://evil")'
    assert json.loads(last["details"]) == {"why": "-1"}


def test_it_is_kept_as_lines_of_json(client: FlaskClient, person: Person) -> None:
    path = "/admin/audit/export?format=jsonl"
    answer = client.get(path, headers=person.headers)
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["kind"] for line in lines] == ["registered"]
    assert list(lines[0]) == list(FIELDS)
    assert client.get(f"{path}&kind=signed_out", headers=person.headers).text == ""
    assert client.get("/admin/audit/export?format=xlsx", headers=person.headers).status_code == 400
