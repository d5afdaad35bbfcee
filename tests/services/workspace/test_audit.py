"""The audit log: what it tells, in the transaction that does it, and that nobody changes it."""

from collections.abc import Callable
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from app.db.models import AuditEntry, User, Video
from app.db.unit_of_work import transaction
from app.domain.workspace.audit import Kind
from app.services.accounts import roles, sign_ins
from app.services.operations import purging
from app.services.sharing import links, people
from app.services.videos import library
from app.services.workspace import audit
from app.services.workspace.audit import ALL, Which
from tests.conftest import PASSWORD, Person
from tests.support.recordings import let_time_pass, settings_changed


def kinds(which: Which = ALL) -> list[str]:
    """What is told, the oldest first."""
    return [entry.kind for entry in audit.everything(which)]


def last() -> AuditEntry:
    return audit.page(ALL, 1, None)[0][0]


def test_signing_in_and_out_is_told(client: FlaskClient, person: Person) -> None:
    body = {"email": person.email, "password": "not the password"}
    client.post("/auth/login", json=body)
    assert (last().kind, last().person, last().details["why"]) == ("sign_in_failed", person.email, "password")
    client.post("/auth/login", json={**body, "email": "nobody@example.org"})
    assert (last().person, last().person_id) == ("nobody@example.org", None)
    client.post("/auth/login", json={**body, "password": PASSWORD}, headers={"User-Agent": "Firefox/140.0"})
    assert (last().kind, last().person_id, last().details["address"]) == ("signed_in", person.id, "127.0.0.1")
    assert PASSWORD not in str([entry.details for entry in audit.everything(ALL)])
    client.post("/auth/logout", headers=person.headers)
    assert (last().kind, last().person) == ("signed_out", person.email)


def test_accounts_are_told(client: FlaskClient, person: Person) -> None:
    token = client.post("/account/tokens", json={"name": "CI", "scopes": ["read"]}, headers=person.headers).json
    client.delete(f"/account/tokens/{token['id']}", headers=person.headers)
    client.delete("/account/sign-ins", headers=person.headers)
    new = {"current": PASSWORD, "new": "an unlikely sentence of mine"}
    client.post("/account/password", json=new, headers=person.headers)
    # There was no other sign-in that could have ended.
    assert kinds(Which(person=person.email)) == ["registered", "token_made", "token_revoked", "password_changed"]
    assert token["token"] not in str([entry.details for entry in audit.everything(ALL)])


def test_sharing_and_deleting_is_told(app: APIFlask, person: Person, make_person: Callable[[], Person]) -> None:
    other = make_person()
    video = library.start(person.id, "<b>=Plans</b>", None)
    with transaction() as work:
        work.execute(text("UPDATE uploads SET state = 'completed'"))
        work.execute(update(Video).values(status="done"))
    link = links.create(video, person.caller, links.Wish(password="secret of mine"))
    links.change(video, person.caller, link.share.id, {"downloads": True})
    links.revoke(video, person.caller, link.share.id)
    people.name(video, person.caller, other.email, "edit")
    people.remove(video, person.caller, other.id)
    library.change(video, person.caller, None, "public")
    library.change(video, person.caller, "Another title", "public")
    library.discard(video, person.caller)
    library.restore(video, person.caller)
    library.discard(video, person.caller, forever=True)
    purging.purge(video)
    purging.purge(video)
    told = [entry for entry in audit.everything(ALL) if entry.about_id == video]
    assert [entry.kind for entry in told] == [
        "link_made",
        "link_changed",
        "link_revoked",
        "person_named",
        "person_removed",
        "visibility_changed",
        "video_trashed",
        "video_restored",
        "video_deleted",
        "video_purged",
    ]
    assert told[0].about == "<b>=Plans</b>"
    assert told[5].details == {"before": "link", "after": "public"}
    assert [entry.person for entry in told] == [person.email] * 9 + [None]
    assert "secret of mine" not in str([entry.details for entry in told])


def test_what_was_not_done_is_not_told(app: APIFlask, person: Person) -> None:
    def fails() -> None:
        with transaction() as work:
            audit.note(work, Kind.SETTINGS_CHANGED, person.id)
            raise RuntimeError("in the middle")

    before = kinds()
    with pytest.raises(RuntimeError):
        fails()
    roles.give(person.id, "admin")
    assert kinds() == before


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_log SET person = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log"]
)
def test_nobody_changes_it(app: APIFlask, person: Person, statement: str) -> None:
    """Not even who owns the table, as the application does."""
    before = kinds()
    with pytest.raises(DatabaseError, match="only ever added to"), transaction() as work:
        work.execute(text(statement))
    assert before and kinds() == before


def test_it_outlives_whom_it_tells_of(app: APIFlask, person: Person) -> None:
    with transaction() as work:
        work.execute(delete(User).where(User.id == person.id))
    assert (last().person, last().person_id) == (person.email, person.id)


def test_it_is_kept_for_as_long_as_is_said(app: APIFlask, person: Person) -> None:
    audit_id = last().id
    with transaction() as work:
        work.execute(text("ALTER TABLE audit_log DISABLE TRIGGER audit_log_stays"))
    let_time_pass("audit_log", "at", audit_id, "366 days")
    with transaction() as work:
        work.execute(text("ALTER TABLE audit_log ENABLE TRIGGER audit_log_stays"))
    sign_ins.login(person.email, PASSWORD)
    with settings_changed(app, audit_days=0):
        assert audit.forget() == 0
    assert audit.forget() == 1
    assert kinds() == ["signed_in"]


def test_pages_and_filters(client: FlaskClient, person: Person, make_person: Callable[[], Person]) -> None:
    other = make_person()
    for _ in range(5):
        sign_ins.login(person.email, PASSWORD)
    seen: list[int] = []
    cursor = ""
    while True:
        page = client.get(f"/admin/audit?limit=2&kind=signed_in{cursor}", headers=person.headers).json
        seen += [each["id"] for each in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert len(seen) == 5
    assert seen == sorted(seen, reverse=True)
    found = client.get(f"/admin/audit?person={other.email}", headers=person.headers).json["items"]
    assert [each["kind"] for each in found] == ["registered"]
    assert UUID(found[0]["person_id"]) == other.id
    assert client.get("/admin/audit?kind=nonsense", headers=person.headers).status_code == 400


def test_a_part_of_a_name_or_an_address_is_enough(app: APIFlask, person: Person) -> None:
    """And what people type stands for itself: no percent sign finds everybody."""
    mara = sign_ins.register("m_ara@rossi.example", PASSWORD, "Mara 100% Bianchi").user
    roles.give(mara.id, "viewer")
    with transaction() as work:
        audit.note(work, Kind.SIGN_IN_FAILED, audit.Stranger("stranger@elsewhere.example"))
        work.execute(update(User).where(User.id == mara.id).values(email="mara@new.example"))
        audit.note(work, Kind.SIGNED_IN, mara.id)
    hers = ["registered", "signed_in"]
    for part in ("BIANCHI", "100%", "new.example", "ma"):
        found = list(audit.everything(Which(person=part)))
        assert [entry.kind for entry in found] == hers, part
        assert {entry.person_id for entry in found} == {mara.id}, part
    # By the address that was theirs then, what was told of it then.
    assert kinds(Which(person="m_ara@")) == kinds(Which(person="ROSSI")) == ["registered"]
    assert kinds(Which(person="elsewhere")) == kinds(Which(person="STRANGER@")) == ["sign_in_failed"]
    for nothing in ("m_ra", "%%%", "a%a", "\\", "_", "Nobody"):
        assert kinds(Which(person=nothing)) == [], nothing
    assert kinds(Which(kind="signed_in", person="bian")) == ["signed_in"]


def test_a_long_log_is_read_in_pieces(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "_AT_ONCE", 3)
    with transaction() as work:
        for number in range(7):
            audit.note(work, Kind.SETTINGS_CHANGED, None, number=number)
    assert [entry.details["number"] for entry in audit.everything(ALL)] == list(range(7))
    with transaction() as work:
        assert len(work.scalars(select(AuditEntry.id)).all()) == 7


def test_a_whole_address_means_that_account_and_whoever_said_it(app: APIFlask, person: Person) -> None:
    with transaction() as work:
        audit.note(work, Kind.SIGN_IN_FAILED, audit.Stranger(person.email))
        audit.note(work, Kind.SIGN_IN_FAILED, audit.Stranger(f"x{person.email}"))
    assert kinds(Which(person=person.email.upper())) == ["registered", "sign_in_failed"]
    assert kinds(Which(person=person.email[1:])) == ["registered", "sign_in_failed", "sign_in_failed"]
