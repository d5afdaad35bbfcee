"""A guide's file from the question to its end: who may have it, when it is made anew, and that nothing of it stays."""

import io
import json
from collections.abc import Callable
from uuid import UUID, uuid4
from zipfile import ZipFile

import numpy as np
import pytest
from apiflask import APIFlask
from docx import Document
from pypdf import PdfReader
from sqlalchemy import delete, select, text, update

from app.db.models import DocumentExport, DocumentStep, Video
from app.db.unit_of_work import transaction
from app.domain.access import Asker
from app.domain.documents.editing import operations as ops
from app.domain.documents.exports.formats import KINDS, Format
from app.domain.documents.words import Box
from app.errors import VideoFlowError
from app.media.pictures import decode_colour, encode_jpeg
from app.services.documents import editing, exporting, exports, reading
from app.services.pipeline import outputs
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.recordings import let_time_pass, queued

PICTURE = encode_jpeg(np.full((720, 1280, 3), 200, np.uint8))


def nothing() -> None:
    """Nobody counts."""


@pytest.fixture
def video(app: APIFlask, store: ObjectStore, person: Person) -> UUID:
    """One with a guide of two steps, of which the second lost its picture."""
    video = library.start(person.id, "Set up <b>", "video/webm")
    image = keys.step_image(video, "a-run", 0)
    store.put(image, PICTURE, "image/jpeg")
    shown = {"kind": "click", "label": "Save", "target": [0.48, 0.48, 0.04, 0.04], "pointer": [0.5, 0.5]}
    with transaction() as work:
        work.add_all(
            [
                DocumentStep(
                    video_id=video, index=0, timestamp=1.5, title="Click Save", text="Save", image_key=image, **shown
                ),
                DocumentStep(
                    video_id=video, index=1, timestamp=4, title="Done\x1b", text="", image_key=image + "-lost"
                ),
            ]
        )
    return video


def ask(video: UUID, who: Asker, format: Format = Format.VTT, language: str = "en") -> DocumentExport:
    return exports.ask(video, who, format, language, nothing).row


def made(video: UUID, who: Asker, format: Format) -> DocumentExport:
    exporting.run(ask(video, who, format).id)
    return ask(video, who, format)


def content(store: ObjectStore, row: DocumentExport) -> bytes:
    assert row.state == "done" and row.s3_key
    found = store.get(row.s3_key)
    assert len(found) == row.size
    return found


def test_every_format_is_made_of_what_the_guide_says(store: ObjectStore, person: Person, video: UUID) -> None:
    files = {format: content(store, made(video, person.caller, format)) for format in Format}
    with ZipFile(io.BytesIO(files[Format.MARKDOWN])) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["guide.md", "images/step-001.jpg"]
        # What was pressed is small: the middle of the picture is shown.
        assert decode_colour(archive.read("images/step-001.jpg")).shape == (360, 640, 3)
    assert b"<title>Set up &lt;b&gt;</title>" in files[Format.HTML] and files[Format.HTML].count(b"base64") == 1
    pages = PdfReader(io.BytesIO(files[Format.PDF])).pages
    assert "1. Click Save" in pages[0].extract_text() and sum(len(page.images) for page in pages) == 1
    assert len(Document(io.BytesIO(files[Format.DOCX])).inline_shapes) == 1
    assert [step["title"] for step in json.loads(files[Format.JSON])["steps"]] == ["Click Save", "Done"]
    assert files[Format.VTT].startswith(b"WEBVTT\n\n1\n00:00:01.500 --> 00:00:04.000\nClick Save\n")
    for format in Format:
        row = ask(video, person.caller, format)
        head = store.head(row.s3_key or "")
        assert head and head.content_type == KINDS[format].mime_type


def test_who_asks_again_gets_the_file_there_is(person: Person, video: UUID) -> None:
    counted: list[int] = []
    row = exports.ask(video, person.caller, Format.VTT, "en", lambda: counted.append(1)).row
    again = exports.ask(video, person.caller, Format.VTT, "en", lambda: counted.append(1)).row
    assert (again.id, again.state, queued("default")) == (row.id, "pending", [("guides.export", [str(row.id)])])
    exporting.run(row.id)
    # Delivered once more it does nothing.
    exporting.run(row.id)
    done = exports.ask(video, person.caller, Format.VTT, "en", lambda: counted.append(1)).row
    assert (done.id, done.state, done.attempts, counted) == (row.id, "done", 1, [1])
    assert ask(video, person.caller, Format.VTT, "de").id != row.id


def test_another_guide_is_another_file_and_the_old_one_goes(store: ObjectStore, person: Person, video: UUID) -> None:
    before = made(video, person.caller, Format.VTT)
    with transaction() as work:
        work.execute(update(DocumentStep).where(DocumentStep.index == 0).values(title="Click Keep"))
    after = made(video, person.caller, Format.VTT)
    assert b"Click Keep" in content(store, after)
    assert outputs.sweep() == 1
    assert store.head(before.s3_key or "") is None and store.head(after.s3_key or "") is not None


def test_a_guide_that_changes_while_it_is_made_is_made_as_it_is_then(
    store: ObjectStore, person: Person, video: UUID
) -> None:
    row = ask(video, person.caller)
    with transaction() as work:
        work.execute(update(DocumentStep).where(DocumentStep.index == 0).values(title="Click Keep"))
    exporting.run(row.id)
    found = ask(video, person.caller)
    assert (found.id, found.state) == (row.id, "done") and b"Click Keep" in content(store, found)


def test_it_is_over_after_a_day(store: ObjectStore, person: Person, video: UUID) -> None:
    """Invariant 13."""
    row = made(video, person.caller, Format.VTT)
    assert (exports.forget(), outputs.sweep()) == (0, 0)
    let_time_pass("document_exports", "expires_at", row.id, "19 hours")
    # An address that is given now holds for some hours.
    assert ask(video, person.caller).id != row.id
    exporting.run(ask(video, person.caller).id)
    newest = ask(video, person.caller)
    let_time_pass("document_exports", "expires_at", newest.id, "1 day 1 minute")
    assert exports.forget() == 1
    with transaction() as work:
        work.execute(text("UPDATE garbage SET due_at = due_at - interval '1 day 61 minutes'"))
    assert outputs.sweep() == 2
    assert [key for key in store.list_keys("") if "/guide/" in key] == []


def test_a_failure_is_told_and_then_tried_again(
    store: ObjectStore, person: Person, video: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.media.guides.fonts._REGULAR", ("no such font",))
    row = ask(video, person.caller, Format.PDF)
    with pytest.raises(RuntimeError, match="fonts-dejavu"):
        exporting.run(row.id)
    assert (ask(video, person.caller, Format.PDF).id, ask(video, person.caller, Format.PDF).state) == (row.id, "failed")
    let_time_pass("document_exports", "touched_at", row.id, "1 minute")
    assert ask(video, person.caller, Format.PDF).state == "pending"


def test_a_lost_worker_is_replaced(person: Person, video: UUID) -> None:
    """Invariant 5."""
    row = ask(video, person.caller)
    lost = exports.QUEUE.claim(row.id)
    assert lost and exports.ask_for_waiting() == 0
    let_time_pass("document_exports", "touched_at", row.id, "5 minutes")
    assert exports.ask_for_waiting() == 1
    exporting.run(row.id)
    assert not exports.QUEUE.publish(lost, 1)
    assert (ask(video, person.caller).state, ask(video, person.caller).attempts) == ("done", 2)


def test_a_video_takes_its_files_along(store: ObjectStore, person: Person, video: UUID) -> None:
    row = ask(video, person.caller)
    made(video, person.caller, Format.HTML)
    library.delete(video, person.caller)
    # Its message comes late.
    exporting.run(row.id)
    outputs.sweep()
    assert store.head(row.s3_key or "none") is None
    with transaction() as work:
        work.execute(delete(Video).where(Video.id == video))
        assert work.scalars(select(DocumentExport.id)).all() == []


def test_others_hear_of_nothing_and_without_steps_there_is_none(
    video: UUID, person: Person, make_person: Callable[[], Person]
) -> None:
    """Invariant 6."""
    stranger, bare = make_person(), library.start(person.id, None, "video/webm")
    for who, where, code in (
        (stranger, video, "not_found"),
        (person, uuid4(), "not_found"),
        (person, bare, "no_guide"),
    ):
        with pytest.raises(VideoFlowError) as caught:
            ask(where, who.caller)
        assert caught.value.code == code


def test_a_guide_that_somebody_edits_leaves_no_file_of_what_it_was(
    app: APIFlask, store: ObjectStore, person: Person, video: UUID
) -> None:
    before = made(video, person.caller, Format.PDF)
    assert before.s3_key in store.list_keys(f"videos/{video}/guide/")
    step = reading.document(video, person.caller).steps[0].step
    editing.edit(video, person.caller, 0, [ops.SetBlurs(step.id, (Box(0.1, 0.1, 0.5, 0.5),))])
    outputs.sweep()
    assert before.s3_key not in store.list_keys(f"videos/{video}/guide/")
    assert ask(video, person.caller, Format.PDF).id != before.id
