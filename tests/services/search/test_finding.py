"""Search over the library and in a video: what is found, how it is shown, and for whom."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import text, update

from app.db import search_queries, search_ranking
from app.db.models import Share, Video
from app.db.queries import Scope
from app.db.unit_of_work import transaction
from app.domain.access import NOBODY, Caller, Guest
from app.domain.search.lines import Source
from app.errors import VideoFlowError
from app.services.annotations import comments
from app.services.search import filling, finding
from app.services.sharing import links, people
from app.services.videos import library
from tests.conftest import Person
from tests.services.search.test_filling import guide, shown

Make = Callable[..., UUID]


@pytest.fixture
def make(person: Person) -> Make:
    """Makes videos that can be played, with something on their screen."""

    def made(title: str, *frames: tuple[str, ...], owner: Person = person, visibility: str = "private") -> UUID:
        video = library.start(owner.id, title, None)
        shown(video, *frames)
        with transaction() as work:
            work.execute(
                update(Video).where(Video.id == video).values(status="done", playable=True, visibility=visibility)
            )
        filling.fill(video)
        return video

    return made


def titles(person: Person, text: str, **more: object) -> list[str]:
    return [each.video.title for each in finding.everywhere(person.caller, text, 10, **more).items]  # type: ignore[arg-type]


def marked(hit: finding.Hit) -> list[str]:
    return [part.text for part in hit.parts if part.marked]


def test_a_hit_says_where_when_and_which_words(person: Person, make: Make) -> None:
    video = make("Onboarding", (), ("Menu", "Send invitation now"), ("Menu", "Send invitation now"))
    guide(video, "Click Send invitation")
    comments.create(video, person.caller, 0.0, "We send them by mail", "comment")
    filling.fill(video)
    [found] = finding.everywhere(person.caller, "sending invitations", 10).items
    assert (found.video.id, found.owner_name, found.of) == (video, "Somebody", 3)
    assert [hit.kind for hit in found.hits] == [Source.GUIDE, Source.SCREEN, Source.COMMENT]
    screen = found.hits[1]
    assert (screen.start, screen.end, screen.picture) == (1, 3, "1.jpg")
    assert marked(screen) == ["Send", "invitation"]
    assert screen.boxes == [(0.0, 0.1, 0.08, 0.05), (0.1, 0.1, 0.08, 0.05)]
    assert (marked(found.hits[2]), found.hits[2].boxes) == (["send"], [])


def test_words_may_stand_in_different_places_of_a_video(person: Person, make: Make) -> None:
    make("Quarterly invoices", ("Billing address",))
    make("Quarterly plans", ("Something else",))
    assert titles(person, "quarterly billing") == ["Quarterly invoices"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("invit", "Invitations"),
        ("invited", "Invitations"),
        ("INVITATION", "Invitations"),
        ("invitaitons", "Invitations"),
        ("hauser", "Häuser und Gärten"),
        ("Haus garten", "Häuser und Gärten"),
        ("haeuser", "Häuser und Gärten"),
        ("maisons blanches", "La maison blanche"),
        ("l'maison", "La maison blanche"),
        ("rechnung", "Eingangsrechnungen"),
        ("metadta url", "Type the metadata URL"),
    ],
)
def test_words_are_found_by_stem_beginning_and_with_a_slip(person: Person, make: Make, text: str, title: str) -> None:
    others = ("Invitations", "Häuser und Gärten", "La maison blanche", "Eingangsrechnungen", "Type the metadata URL")
    for each in others:
        make(each)
    assert titles(person, text) == [title]


def test_a_slip_is_looked_for_only_where_nothing_else_is_found(person: Person, make: Make) -> None:
    make("Invitation")
    assert not finding.everywhere(person.caller, "invitation", 10).loosened
    assert finding.everywhere(person.caller, "invitatoin", 10).loosened


def test_the_title_weighs_most_then_the_guide(person: Person, make: Make) -> None:
    on_screen = make("One", ("Webhooks",))
    in_guide = make("Two")
    guide(in_guide, "Open Webhooks")
    filling.fill(in_guide)
    in_title = make("Webhooks")
    make("Newest", ("Nothing",))
    found = finding.everywhere(person.caller, "webhooks", 10).items
    assert [each.video.id for each in found] == [in_title, in_guide, on_screen]


def test_pages_follow_each_other_without_repeating(person: Person, make: Make) -> None:
    every = {make(f"Report {number}", ("Report",) * (number % 3)) for number in range(7)}
    seen: list[UUID] = []
    cursor: str | None = None
    while True:
        page = finding.everywhere(person.caller, "report", 3, cursor)
        seen += [each.video.id for each in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(seen) == 7
    assert set(seen) == every
    # What was loosened on the first page is on the next one, too.
    first = finding.everywhere(person.caller, "reprot", 3)
    second = finding.everywhere(person.caller, "reprot", 3, first.next_cursor)
    assert (first.loosened, second.loosened, len(second.items)) == (True, True, 3)


def test_nobody_finds_what_they_may_not_see(make_person: Callable[[], Person], make: Make) -> None:
    """Invariant 6, 9."""
    _admin, ada, bob = make_person(), make_person(), make_person()
    make("Private secret", owner=ada)
    named = make("Named secret", owner=ada, visibility="people")
    make("Linked secret", owner=ada, visibility="link")
    make("Workspace secret", owner=ada, visibility="workspace")
    gone = make("Trashed secret", owner=ada, visibility="workspace")
    library.discard(gone, ada.caller)
    assert titles(bob, "secret") == ["Workspace secret"]
    people.name(named, ada.caller, bob.email, "view")
    assert set(titles(bob, "secret")) == {"Workspace secret", "Named secret"}
    assert titles(bob, "secret", scope=Scope.SHARED) == ["Named secret"]
    assert titles(bob, "secret", scope=Scope.WORKSPACE) == ["Workspace secret"]
    assert titles(bob, "secret", scope=Scope.MINE) == []
    assert len(titles(ada, "secret", scope=Scope.MINE)) == 4
    # A word that nobody else may see is no correction that tells of it.
    assert titles(bob, "privat secrte") == []


def test_guests_of_a_link_search_inside_its_video_alone(person: Person, make: Make) -> None:
    """Invariant 6."""
    video, other = make("Webhooks", visibility="link"), make("Webhooks, too", visibility="link")
    share = links.create(video, person.caller, links.Wish(right="view")).share
    guest = Guest(share.id, video)
    assert [hit.kind for hit in finding.within(video, guest, "webhooks").hits] == [Source.TITLE]
    for who, key, code in ((guest, other, "gone"), (NOBODY, video, "not_found")):
        with pytest.raises(VideoFlowError) as caught:
            finding.within(key, who, "webhooks")
        assert (caught.value.code, caught.value.http_status) == (code, 404)
    with transaction() as work:
        assert work.get(Share, share.id)


def test_one_source_alone(person: Person, make: Make) -> None:
    make("Webhooks", ("Nothing",))
    make("Other", ("Webhooks",))
    assert titles(person, "webhooks", sources=(Source.SCREEN,)) == ["Other"]
    assert titles(person, "webhooks other", sources=(Source.SCREEN,)) == []


def test_inside_a_video_every_moment_is_a_hit_by_time(person: Person, make: Make) -> None:
    video = make("Tour", ("Save draft",), (), ("Save draft", "Save"), ("Draft",))
    found = finding.within(video, person.caller, "save draft")
    assert [(hit.start, "".join(part.text for part in hit.parts)) for hit in found.hits] == [
        (0, "Save draft"),
        (2, "Save draft"),
    ]
    # Where no line has all of the words, those that have one will do.
    assert len(finding.within(video, person.caller, "save everything").hits) == 3
    assert [marked(hit) for hit in finding.within(video, person.caller, "drfat").hits] == [["draft"]] * 2 + [["Draft"]]


def test_a_recording_that_nothing_has_come_of_is_not_found(person: Person) -> None:
    filling.fill(library.start(person.id, "Webhooks", None))
    assert titles(person, "webhooks") == []


@pytest.mark.parametrize("text", ["", "   ", "!!! ---", "\x00", "'"])
def test_nothing_to_look_for_is_said_in_words(person: Person, text: str) -> None:
    with pytest.raises(VideoFlowError) as caught:
        finding.everywhere(person.caller, text, 10)
    assert caught.value.code == "no_words"


def test_among_many_that_one_may_not_see_those_are_found_that_one_may(
    make_person: Callable[[], Person], person: Person, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_person()
    for number in range(12):
        make(f"Report {number}", owner=person if number % 4 == 0 else other)
    expected = [f"Report {number}" for number in (8, 4, 0)]
    assert titles(person, "report") == expected
    # As where a person can see hundreds, among thousands.
    for name, value in (("_FEW", 0), ("_RANKED", 2), ("_MORE", 2)):
        monkeypatch.setattr(search_queries, name, value)
    assert titles(person, "report") == expected
    assert len(titles(other, "report")) == 9
    assert titles(make_person(), "report") == []


@pytest.mark.parametrize("query", ["report", "report quarterly"])
def test_words_that_are_everywhere_are_found_span_by_span_what_is_called_so_first(
    person: Person, make: Make, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    called = make("Report, quarterly")
    others = [make(f"Number {number}", ("The quarterly report",)) for number in range(9)]
    # As where thousands have them: two sources a span, and four times as many in each next one.
    monkeypatch.setattr(search_queries, "_FEW", 0)
    for name, value in (("_EVERYWHERE", 2), ("_SPAN", 2), ("_SHORTEST_SPAN", 2), ("_LONGER", 4)):
        monkeypatch.setattr(search_ranking, name, value)
    found, cursor = [], None
    while True:
        page = finding.everywhere(person.caller, query, 4, cursor)
        found += [each.video.id for each in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == [called, *reversed(others)]


def test_among_words_that_are_everywhere_those_are_found_that_one_may_see(
    make_person: Callable[[], Person], person: Person, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [make(f"Number {number}", ("The report",)) for number in range(3)]
    for number in range(9):
        make(f"Another {number}", ("The report",), owner=make_person())
    monkeypatch.setattr(search_queries, "_FEW", 0)
    for name, value in (("_EVERYWHERE", 2), ("_SPAN", 2), ("_SHORTEST_SPAN", 2)):
        monkeypatch.setattr(search_ranking, name, value)
    found = finding.everywhere(person.caller, "report", 10).items
    assert [each.video.id for each in found] == old[::-1]


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJOYU4iLCIiLCIiLDFd", "WzFlOTksIiIsIiIsMV0", "WzEsIjIwMjYiLCIiLDFd"])
def test_a_cursor_that_no_list_gave(person: Person, cursor: str) -> None:
    with pytest.raises(VideoFlowError) as caught:
        finding.everywhere(person.caller, "word", 10, cursor)
    assert caught.value.code == "invalid_cursor"


def test_a_search_that_takes_too_long_ends_in_words(
    person: Person, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("Webhooks")
    monkeypatch.setattr(search_queries, "LONGEST_MS", 1)
    slow = search_queries.stems

    def stems(work: object, words: object) -> dict[str, list[str]]:
        work.execute(text("SELECT pg_sleep(1)"))  # type: ignore[attr-defined]
        return slow(work, words)  # type: ignore[arg-type]

    monkeypatch.setattr(search_queries, "stems", stems)
    with pytest.raises(VideoFlowError) as caught:
        finding.everywhere(person.caller, "webhooks", 10)
    assert (caught.value.code, caught.value.http_status) == ("search_too_slow", 503)


def test_an_upload_token_finds_nothing(person: Person, make: Make) -> None:
    video = make("Webhooks")
    assert finding.everywhere(Caller(person.id, only_video=video), "webhooks", 10).items == []
