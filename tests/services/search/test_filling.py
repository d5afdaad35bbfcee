"""What changed is marked by whoever changes it, and made findable once; nothing that is gone is found."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, text, update

from app.db.models import Annotation, DocumentStep, FrameText, SearchDocument, SearchLine, SearchMark, SearchWord, Video
from app.db.unit_of_work import transaction
from app.services.annotations import comments
from app.services.search import filling
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import queued


def words(*texts: str) -> list[dict[str, object]]:
    """Words as they were read."""
    return [
        {"line": number, "text": word, "x": 0.1 * place, "y": 0.1 * number, "w": 0.08, "h": 0.05, "confidence": 90}
        for number, line in enumerate(texts)
        for place, word in enumerate(line.split())
    ]


def lines(video: UUID) -> list[tuple[str, str]]:
    with transaction() as work:
        rows = work.execute(select(SearchLine.source, SearchLine.text).where(SearchLine.video_id == video))
        return sorted((source, found) for source, found in rows)


def marks(video: UUID) -> set[str]:
    with transaction() as work:
        return set(work.scalars(select(SearchMark.source).where(SearchMark.video_id == video)))


def documents(video: UUID) -> dict[str, str]:
    with transaction() as work:
        rows = work.execute(select(SearchDocument.source, SearchDocument.words).where(SearchDocument.video_id == video))
        return {row.source: row.words for row in rows}


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, "Onboarding", None)


def shown(video: UUID, *frames: tuple[str, ...]) -> None:
    """What was read off a frame a second."""
    with transaction() as work:
        work.add_all(
            FrameText(video_id=video, timestamp=second, end=second + 1, frame_key=f"{second}.jpg", words=words(*found))
            for second, found in enumerate(frames)
        )


def guide(video: UUID, *titles: str) -> list[UUID]:
    ids = [uuid4() for _ in titles]
    with transaction() as work:
        work.add_all(
            DocumentStep(id=key, video_id=video, index=number, timestamp=number, title=title, text="")
            for number, (key, title) in enumerate(zip(ids, titles, strict=True))
        )
    return ids


def test_everything_that_is_shown_and_said_becomes_lines(person: Person, video: UUID) -> None:
    shown(video, ("Send invitation", "Cancel"), ("Send invitation",))
    guide(video, "Click Send invitation")
    comments.create(video, person.caller, 0.0, "Why not by mail?", "comment")
    assert marks(video) == {"title", "comment", "guide", "screen"}
    filling.fill(video)
    assert lines(video) == [
        ("comment", "Why not by mail?"),
        ("guide", "Click Send invitation"),
        ("screen", "Cancel"),
        ("screen", "Send invitation"),
        ("title", "Onboarding"),
    ]
    assert marks(video) == set()
    assert "'invit'" in documents(video)["screen"]
    with transaction() as work:
        assert {"invitation", "onboarding"} <= set(work.scalars(select(SearchWord.word)))


def test_a_step_says_its_title_once(video: UUID) -> None:
    with transaction() as work:
        step = {"video_id": video, "index": 0, "timestamp": 0, "title": "Paste the URL"}
        work.add(DocumentStep(id=uuid4(), text="Paste the URL\nhttps://example.org", **step))
    filling.fill(video)
    assert lines(video)[:2] == [("guide", "Paste the URL"), ("guide", "https://example.org")]


def test_only_what_changed_is_written(person: Person, video: UUID) -> None:
    shown(video, ("Send invitation", "Cancel"))
    filling.fill(video)
    with transaction() as work:
        before = dict(work.execute(select(SearchLine.text, SearchLine.id)).all())
        work.execute(update(FrameText).values(words=words("Send invitation", "Close")))
    filling.fill(video)
    with transaction() as work:
        after = dict(work.execute(select(SearchLine.text, SearchLine.id)).all())
    assert after.keys() == {"Send invitation", "Close", "Onboarding"}
    assert all(after[each] == before[each] for each in ("Send invitation", "Onboarding"))
    assert "'cancel'" not in documents(video)["screen"]


def test_a_comment_that_is_taken_back_is_found_no_more_at_once(person: Person, video: UUID) -> None:
    said = comments.create(video, person.caller, 0.0, "A secret", "comment")
    filling.fill(video)
    assert ("comment", "A secret") in lines(video)
    comments.remove(said.id, person.caller)
    assert lines(video) == [("title", "Onboarding")]
    filling.fill(video)
    assert set(documents(video)) == {"title"}


def test_another_title_takes_the_place_of_the_one_before(person: Person, video: UUID) -> None:
    filling.fill(video)
    library.rename(video, person.caller, "Offboarding")
    assert ("search.fill", [str(video)]) in queued("default")
    filling.fill(video)
    assert lines(video) == [("title", "Offboarding")]
    library.rename(video, person.caller, "Offboarding")
    assert marks(video) == set()


def test_what_changes_meanwhile_is_done_again(video: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark that was seen is the one that is taken away: a later one stays."""
    once, make = [], filling._MAKERS[filling.Source.TITLE]

    def renamed_meanwhile(key: UUID) -> list[filling.Findable]:
        made = make(key)
        if not once:
            once.append(True)
            with transaction() as work:
                work.execute(update(Video).where(Video.id == key).values(title="Second"))
        return made

    monkeypatch.setattr(filling, "_MAKERS", {**filling._MAKERS, filling.Source.TITLE: renamed_meanwhile})
    filling.fill(video)
    assert lines(video) == [("title", "Second")]
    assert marks(video) == set()


def test_what_goes_meanwhile_leaves_no_line(person: Person, video: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    comments.create(video, person.caller, 0.0, "Gone", "comment")
    make = filling._MAKERS[filling.Source.COMMENT]

    def gone_meanwhile(key: UUID) -> list[filling.Findable]:
        made = make(key)
        with transaction() as work:
            work.execute(delete(Annotation).where(Annotation.video_id == key))
        return made

    monkeypatch.setattr(filling, "_MAKERS", {**filling._MAKERS, filling.Source.COMMENT: gone_meanwhile})
    filling.fill(video)
    assert lines(video) == [("title", "Onboarding")]


def test_a_video_that_is_gone_leaves_nothing(video: UUID) -> None:
    shown(video, ("Send invitation",))
    guide(video, "Click")
    filling.fill(video)
    shown_again = update(FrameText).values(words=words("Other"))
    with transaction() as work:
        work.execute(shown_again)
        work.execute(delete(Video).where(Video.id == video))
    filling.fill(video)
    assert (lines(video), marks(video), documents(video)) == ([], set(), {})


def test_beat_asks_for_what_stayed_marked_and_not_at_once_again(person: Person, video: UUID) -> None:
    """Many that have a title only are one task: hundreds who stop together must not wait for hundreds of small ones."""
    shown(video, ("Send invitation",))
    begun = [library.start(person.id, f"Recording {number}", None) for number in range(3)]
    assert filling.ask_for_marked() == 0
    _grow_old()
    assert filling.ask_for_marked() == 4
    tasks = dict(queued("default"))
    assert tasks.pop("search.fill") == [str(video)]
    assert sorted(tasks.pop("search.fill_titles")) == sorted(map(str, begun))
    assert not tasks
    assert filling.ask_for_marked() == 0


def test_many_titles_are_made_findable_at_once(person: Person, video: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without those that were changed again meanwhile, or have gone, or have no words."""
    others = [library.start(person.id, title, None) for title in ("Second", "Third", "Fourth", "…")]
    filling.fill(others[1])
    library.rename(others[1], person.caller, "Third again")
    meanwhile = filling._remember_words

    def change_meanwhile(found: list[filling.Findable]) -> None:
        meanwhile(found)
        library.rename(others[0], person.caller, "Second again")
        with transaction() as work:
            work.execute(delete(Video).where(Video.id == others[2]))

    with monkeypatch.context() as patched:
        patched.setattr(filling, "_remember_words", change_meanwhile)
        filling.fill_titles([video, *others])
    assert [lines(each) for each in (video, *others)] == [
        [("title", "Onboarding")],
        [],
        [("title", "Third again")],
        [],
        [],
    ]
    assert [marks(each) for each in (video, *others)] == [set(), {"title"}, set(), set(), set()]
    filling.fill_titles([video, *others])
    assert lines(others[0]) == [("title", "Second again")]
    assert documents(others[0])["title"]


def _grow_old() -> None:
    with transaction() as work:
        work.execute(text("UPDATE search_marks SET changed_at = changed_at - interval '5 minutes'"))


def test_words_that_stand_nowhere_are_forgotten(person: Person, video: UUID) -> None:
    filling.fill(video)
    library.rename(video, person.caller, "Welcome")
    filling.fill(video)
    assert filling.forget_words(100) == 1
    with transaction() as work:
        assert set(work.scalars(select(SearchWord.word))) == {"welcome"}
