"""The bell's lines: what belongs together is one, what was read is another, what one may not see is none."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, insert, select, update

from app.db.models import Notification, User, Video
from app.db.unit_of_work import transaction
from app.services.annotations import comments
from app.services.annotations.comments import More
from app.services.notifications import bell
from app.services.sharing import people
from tests.conftest import Person
from tests.support.talkers import watchable


def say(video: UUID, who: Person, at: float = 1.0, more: More = comments.NOTHING) -> int:
    """Somebody says something; returns its id."""
    return comments.create(video, who.caller, at, "Hello", "comment", more=more).row.id


def lines(person: Person) -> list[tuple[str, str | None, int, int, bool]]:
    """Kind, who, how often, by how many, whether read."""
    found = bell.page(person.caller, 100).lines
    return [(line.kind, line.who, line.count, line.people, line.read) for line in found]


def test_thirty_comments_are_one_line_and_those_after_it_was_read_another(
    video: UUID, owner: Person, ana: Person, bo: Person
) -> None:
    for number in range(29):
        say(video, ana, at=number)
    last = say(video, bo, at=62.5)
    (line,) = bell.page(owner.caller, 20).lines
    assert (line.who, line.count, line.people, line.title) == ("Bo", 30, 2, "How to sign in")
    assert (line.annotation_id, line.timestamp, line.gone) == (last, 62.5, False)
    say(video, ana)
    # What came after it was seen is new still.
    assert bell.read(owner.caller, [line.id]) == 1
    assert lines(owner) == [("comment", "Ana", 1, 1, False), ("comment", "Bo", 30, 2, True)]


def test_lines_are_by_video_and_kind_the_newest_first_page_by_page(video: UUID, owner: Person, ana: Person) -> None:
    others = [watchable(owner, f"Video {number}") for number in range(4)]
    for each in (*others, video):
        say(each, ana)
    say(video, ana, more=More(mentions=(owner.id,)))
    say(others[0], ana)
    pages, before = [], None
    while True:
        page = bell.page(owner.caller, 2, before)
        pages.append([(line.title, line.kind) for line in page.lines])
        assert page.unread == 6
        if (before := page.before) is None:
            break
    assert pages == [
        [("Video 0", "comment"), ("How to sign in", "mention")],
        [("How to sign in", "comment"), ("Video 3", "comment")],
        [("Video 2", "comment"), ("Video 1", "comment")],
    ]


def test_nothing_is_told_of_what_one_may_not_see_any_more(owner: Person, ana: Person) -> None:
    """Invariant 10."""
    video = watchable(owner, visibility="people")
    people.name(video, owner.caller, ana.email, "comment")
    said = say(video, ana)
    say(video, owner, more=More(parent_id=said))
    assert [line[0] for line in lines(ana)] == ["reply", "share"]
    people.remove(video, owner.caller, ana.id)
    page = bell.page(ana.caller, 20)
    assert (page.lines, page.unread, bell.unread(ana.caller)) == ([], 0, 0)
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(visibility="workspace"))
    assert [line[0] for line in lines(ana)] == ["reply", "share"]
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(trashed_at=func.now()))
    assert (lines(ana), lines(owner)) == ([], [])


def test_only_ones_own_are_read(video: UUID, owner: Person, ana: Person, bo: Person) -> None:
    """Invariant 6."""
    say(video, ana)
    (line,) = bell.page(owner.caller, 20).lines
    assert bell.read(bo.caller, [line.id, 2**62]) == 0
    assert bell.read(bo.caller, until=2**62) == 0
    assert (bell.unread(owner.caller), bell.page(bo.caller, 20).lines) == (1, [])


def test_all_up_to_what_was_seen_are_read(video: UUID, owner: Person, ana: Person) -> None:
    say(video, ana)
    say(watchable(owner, "Another"), ana)
    (newest, *_) = bell.page(owner.caller, 20).lines
    say(watchable(owner, "A third"), ana)
    assert bell.read(owner.caller, until=newest.id) == 1
    assert [line[4] for line in lines(owner)] == [False, True, True]


def test_somebody_whose_account_is_gone_has_no_name(video: UUID, owner: Person, ana: Person) -> None:
    say(video, ana)
    with transaction() as work:
        work.execute(update(User).where(User.id == ana.id).values(closed_at=func.now()))
    assert [line.gone for line in bell.page(owner.caller, 20).lines] == [True]


def test_what_is_old_or_too_much_is_swept_and_before_that_not_told(video: UUID, owner: Person, ana: Person) -> None:
    """Invariant 13."""
    rows = [{"user_id": owner.id, "kind": "comment", "video_id": video, "shown": True}] * (bell.MOST + 30)
    with transaction() as work:
        work.execute(insert(Notification), rows)
        work.execute(insert(Notification), [row | {"user_id": ana.id} for row in rows[:20]])
    (line,) = bell.page(owner.caller, 20).lines
    assert line.count == bell.MOST
    oldest = select(Notification.id).where(Notification.user_id == ana.id).order_by(Notification.id).limit(7)
    with transaction() as work:
        old = func.now() - bell.KEPT - timedelta(minutes=1)
        work.execute(update(Notification).where(Notification.id.in_(oldest)).values(created_at=old))
    assert bell.forget() == 37
    assert bell.forget() == 0
    with transaction() as work:
        kept = select(Notification.user_id, func.count()).group_by(Notification.user_id)
        assert {row[0]: row[1] for row in work.execute(kept)} == {owner.id: bell.MOST, ana.id: 13}
        first = work.scalar(select(func.min(Notification.id)).where(Notification.user_id == owner.id))
        assert first == line.id - bell.MOST + 1
