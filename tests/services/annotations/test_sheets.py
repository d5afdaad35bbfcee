"""Sheets: made once for all who may save the video, with frames of it, and made anew when something else is said."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pytest
import requests
from flask.testing import FlaskClient
from pypdf import PdfReader

from app.errors import VideoFlowError
from app.services.annotations import comments, sheet_making, sheets
from app.services.annotations.comments import More
from tests.conftest import Person
from tests.media.making import MEDIA
from tests.services.recorded import examined, recorded
from tests.support.players import opened
from tests.support.sharing import share, visit
from tests.support.tokens import code_of

DRAWN = {"tool_type": "arrow", "points": [[0.2, 0.2], [0.6, 0.6]], "color": "#ff0000"}


@pytest.fixture
def video(person: Person) -> UUID:
    """One with a picture, and something said and drawn about it."""
    video = examined(recorded(person.id, MEDIA / "chromium-camera-vp9-opus.webm"))
    comments.create(video, person.caller, 1.0, "Look here", "comment")
    comments.create(video, person.caller, 2.0, "", "drawing", more=More(data=DRAWN))
    return video


def ask(video: UUID, person: Person) -> sheets.SheetFile:
    return sheets.ask(video, person.caller, "en", lambda: None)


def test_it_is_made_once_and_anew_when_something_else_is_said(person: Person, video: UUID) -> None:
    first = ask(video, person)
    assert ask(video, person).row.id == first.row.id
    sheet_making.run(first.row.id)
    done = ask(video, person)
    assert (done.row.id, done.row.state) == (first.row.id, "done")
    comments.create(video, person.caller, 3.0, "And there", "comment")
    again = ask(video, person)
    assert again.row.id != first.row.id and again.row.state == "pending"


def test_it_is_saved_with_frames_of_the_video(client: FlaskClient, person: Person, video: UUID) -> None:
    sheet_making.run(ask(video, person).row.id)
    answer = client.get(f"/video/{video}/annotations/sheet?language=en", headers=person.headers).json
    saved = requests.get(opened(client, answer["url"]), timeout=10)
    assert saved.headers["Content-Disposition"].endswith('.pdf"') and len(saved.content) == answer["size"]
    found = PdfReader(BytesIO(saved.content))
    assert sum(len(page.images) for page in found.pages) == 2
    assert "Look here" in found.pages[0].extract_text()


def test_it_is_for_who_may_save_the_video(
    client: FlaskClient, person: Person, make_person: Callable[[], Person], video: UUID
) -> None:
    path = f"/video/{video}/annotations/sheet"
    assert code_of(client.get(path, headers=make_person().headers)) == "not_found"
    closed = visit(client, share(client, person, video, right="view")["token"])
    assert code_of(client.get(path, headers=closed)) == "not_allowed"
    guest = visit(client, share(client, person, video, right="view", downloads=True)["token"])
    assert client.get(path, headers=guest).json["state"] == "pending"


def test_of_nothing_there_is_no_sheet(person: Person) -> None:
    video = examined(recorded(person.id, MEDIA / "chromium-camera-vp9-opus.webm"))
    with pytest.raises(VideoFlowError) as caught:
        ask(video, person)
    assert caught.value.code == "nothing_said"
