"""Stage `text`: what is written on the kept frames, and where."""

import json
from uuid import UUID

import pytest
from sqlalchemy import update

from app.db.models import FrameText
from app.db.unit_of_work import transaction
from app.domain.documents.scripts import Script, Unread
from app.domain.documents.words import Box
from app.errors import StageGivesWay, StageSkipped, VideoFlowError
from app.ocr.choice import engine_of
from app.ocr.engine import Pixels, Reading
from app.services.documents import frames, ocr, reading
from tests.conftest import Person
from tests.services.recorded import (
    GUIDE,
    MEDIA,
    SOUND_ONLY,
    Reports,
    examined,
    frames_of,
    quiet,
    recorded,
    scratch_is_empty,
)

TRUTH = json.loads((MEDIA / "guide.json").read_text())
# Of the words that guide.webm shows; measured: all of them.
RECALL = 0.97


class Counting:
    """Reads, counts pictures and their pixels, and breaks down before a given reading."""

    def __init__(self, breaks_at: int | None = None) -> None:
        self.readings = self.pixels = 0
        self._breaks_at = breaks_at
        self._engine = engine_of("ppocr", "en")

    def read(self, grey: Pixels) -> Reading:
        if self.readings == self._breaks_at:
            raise VideoFlowError("ocr_failed", "out of order", retryable=True)
        self.readings += 1
        self.pixels += grey.size
        return self._engine.read(grey)


def with_frames(person: Person) -> UUID:
    video_id = recorded(person.id, GUIDE)
    examined(video_id)
    frames.run(video_id, quiet)
    return video_id


def test_the_known_words_are_found_while_they_are_on_screen(person: Person) -> None:
    video_id, reports = with_frames(person), Reports()
    ocr.run(video_id, reports)
    kept = frames_of(video_id)
    found = wanted = 0
    for scene in TRUTH["scenes"]:
        during = {word for frame in kept if frame.end > scene["start"] for word in frame.text.split()}
        words = [word for line in scene["lines"] for word in line.split()]
        wanted += len(words)
        found += sum(word in during for word in words)
    assert found / wanted >= RECALL
    assert reports.are_orderly
    assert scratch_is_empty()


def test_words_have_their_place_on_the_frame(person: Person) -> None:
    video_id = with_frames(person)
    ocr.run(video_id, quiet)
    frame = next(frame for frame in frames_of(video_id) if "Connection works" in frame.text)
    assert frame.words is not None
    toast = next(word for word in frame.words if word["text"] == "works")
    assert toast["x"] == pytest.approx(1167 / 1280, abs=0.01)
    assert toast["y"] == pytest.approx(649 / 720, abs=0.01)
    assert 0 < toast["w"] < 0.1 and 0 < toast["h"] < 0.1 and toast["confidence"] > 80
    lines = {word["line"]: [] for word in frame.words}
    for word in frame.words:
        lines[word["line"]].append(word["text"])
    assert "\n".join(" ".join(words) for words in lines.values()) == frame.text


def test_a_frame_without_text_is_read_and_empty(person: Person) -> None:
    video_id = recorded(person.id, MEDIA.parent / "webm" / "chromium-vp8.webm")
    examined(video_id)
    frames.run(video_id, quiet)
    ocr.run(video_id, quiet)
    assert all(frame.words is not None for frame in frames_of(video_id))


def test_a_run_that_was_cut_short_goes_on_where_it_stopped(person: Person) -> None:
    video_id = with_frames(person)
    at_once = Counting()
    ocr.run(with_frames(person), quiet, at_once)
    first = Counting(breaks_at=3)
    with pytest.raises(VideoFlowError):
        ocr.run(video_id, quiet, first)
    done = [frame.words is not None for frame in frames_of(video_id)]
    assert done == sorted(done, reverse=True) and 0 < sum(done) < len(done)
    second = Counting()
    ocr.run(video_id, quiet, second)
    assert all(frame.words is not None for frame in frames_of(video_id))
    # What the frame before the first one shows is known from the run that was cut short.
    assert first.pixels + second.pixels <= 1.2 * at_once.pixels
    third = Counting()
    ocr.run(video_id, quiet, third)
    assert third.readings == 0


def test_a_long_recording_gives_way_and_goes_on(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "TURN", 0.0)
    video_id, counting, asked = with_frames(person), Counting(), iter([False, False, True])
    with pytest.raises(StageGivesWay):
        ocr.run(video_id, quiet, counting, lambda: next(asked))
    assert [frame.words is not None for frame in frames_of(video_id)][:3] == [True, True, False]
    ocr.run(video_id, quiet, counting)
    assert all(frame.words is not None for frame in frames_of(video_id))


def test_only_what_changed_is_read_again(person: Person) -> None:
    video_id, counting = with_frames(person), Counting()
    ocr.run(video_id, quiet, counting)
    assert counting.pixels < 0.8 * len(frames_of(video_id)) * 1280 * 720


def test_a_line_that_one_frame_has_otherwise_is_read_as_on_the_others(person: Person) -> None:
    video_id = with_frames(person)
    ocr.run(video_id, quiet)
    before = [frame.text for frame in frames_of(video_id)]
    # An entry of the menu, which stands on nearly every frame.
    spoilt = next(frame for frame in frames_of(video_id)[1:] if "\nMembers\n" in frame.text)
    slip = {"text": "Menbers", "confidence": 95}
    words = [{**word, **slip} if word["text"] == "Members" else word for word in spoilt.words or []]
    with transaction() as work:
        work.execute(update(FrameText).where(FrameText.id == spoilt.id).values(words=words, text="Menbers"))
    ocr.run(video_id, quiet)
    assert [frame.text for frame in frames_of(video_id)] == before
    assert "Menbers" not in json.dumps([frame.words for frame in frames_of(video_id)])


def test_what_cannot_be_read_is_kept_with_its_place_and_said(person: Person) -> None:
    video_id = with_frames(person)

    class Foreign:
        def read(self, grey: Pixels) -> Reading:
            height, width = grey.shape
            return Reading((), (Unread(Box(width / 4, height / 4, width / 2, height / 2), Script.CYRILLIC),))

    ocr.run(video_id, quiet, Foreign())
    (first, *_) = frames_of(video_id)
    assert (first.text, first.words) == ("", [])
    assert first.unread == [{"script": "Cyrillic", "x": 0.25, "y": 0.25, "w": 0.5, "h": 0.5}]
    assert reading.document(video_id, person.caller).unread == ["Cyrillic"]


def test_sound_alone_has_no_text(person: Person) -> None:
    video_id = recorded(person.id, SOUND_ONLY, "audio/webm")
    examined(video_id)
    with pytest.raises(StageSkipped):
        ocr.run(video_id, quiet)
