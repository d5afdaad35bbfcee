"""Everybody who may ask about a video, and a video that is for each of them in turn: for tests of who may do what."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import insert, update

from app.db.models import Annotation, Named, Share, Upload, User, Video
from app.db.unit_of_work import transaction
from app.domain.access import NOBODY, Asker, Caller, Guest, LinkFacts, Right, Role, VideoFacts, Visibility
from app.services.ingest import upload_tokens
from app.services.sharing import guest_tokens
from app.services.videos import library
from tests.conftest import Person
from tests.support.sharing import bearer

TRASH = "trash"
STATES = [*map(str, Visibility), TRASH]


@dataclass(frozen=True, slots=True)
class Kind:
    """Somebody who asks: how the rule knows them, and what they bring along, about a video of the cast."""

    name: str
    who: Callable[["Cast", UUID], Asker]
    headers: Callable[["Cast", UUID], dict[str, str] | None]
    takes: frozenset[str]


@dataclass(slots=True)
class Cast:
    """The people, and a video that is furnished with names and links."""

    owner: Person
    people: dict[str, Person]
    links: dict[UUID, dict[str, UUID]] = field(default_factory=dict)

    def facts(self, video: UUID, state: str) -> VideoFacts:
        """The video as the rule sees it."""
        named = {self.people[right].id: str(right) for right in Right}
        links = {share: LinkFacts(name, downloads=name == "edit") for name, share in self.links[video].items()}
        trashed = state == TRASH
        visibility = Visibility.PUBLIC if trashed else state
        return VideoFacts(video, self.owner.id, False, trashed, visibility, named, links)

    def video(self, state: str) -> tuple[UUID, int]:
        """A fresh one, with a comment of its owner's."""
        video = library.start(self.owner.id, "Mine", "video/webm")
        self.links[video] = {str(right): uuid4() for right in Right}
        put(video, state)
        with transaction() as work:
            work.execute(
                insert(Named),
                [{"video_id": video, "user_id": self.people[r].id, "email": "", "right": r} for r in map(str, Right)],
            )
            work.execute(
                insert(Share),
                [
                    {"id": share, "video_id": video, "token_hash": share.bytes, "right": r, "downloads": r == "edit"}
                    for r, share in self.links[video].items()
                ],
            )
            words = {"video_id": video, "author_id": self.owner.id, "timestamp": 0, "content": "Hello"}
            said = work.scalar(insert(Annotation).values(words).returning(Annotation.id))
        assert said
        return video, said


ACCOUNT = frozenset({"signed_in", "maker", "watcher", "uploader"})
WATCHER, UPLOADER = frozenset({"watcher"}), frozenset({"uploader"})


def person(name: str, role: str = Role.MEMBER) -> Kind:
    return Kind(
        name,
        lambda cast, _: Caller(cast.people[name].id, role),
        lambda cast, _: cast.people[name].headers,
        ACCOUNT,
    )


def guest(right: str) -> Kind:
    def who(cast: Cast, video: UUID) -> Guest:
        return Guest(cast.links[video][right], video, "visit")

    return Kind(f"guest {right}", who, lambda cast, video: bearer(guest_tokens.issue(who(cast, video))), WATCHER)


def recorder(name: str) -> Kind:
    return Kind(
        f"upload token of {name}",
        lambda cast, video: Caller(cast.people[name].id, only_video=video),
        lambda cast, video: bearer(upload_tokens.issue(cast.people[name].id, video)),
        UPLOADER,
    )


KINDS = [
    person("owner"),
    *(person(str(right)) for right in Right),
    person("member"),
    person("viewer", Role.VIEWER),
    person("admin", Role.ADMIN),
    *(guest(str(right)) for right in Right),
    Kind("visitor", lambda cast, video: NOBODY, lambda cast, video: None, WATCHER),
    recorder("owner"),
    recorder("edit"),
]


def assembled(make_person: Callable[[], Person]) -> Cast:
    """Everybody, registered."""
    # The first to register is the administrator.
    people = {name: make_person() for name in ("admin", "owner", "view", "comment", "edit", "member", "viewer")}
    with transaction() as work:
        work.execute(update(User).where(User.id == people["viewer"].id).values(role="viewer"))
    return Cast(people["owner"], people)


def put(video: UUID, state: str) -> None:
    """Makes it so. In the trash it was for everybody before, and nothing of it is still on its way."""
    trashed = state == TRASH
    values = {
        "visibility": Visibility.PUBLIC if trashed else state,
        "trashed_at": datetime.now(UTC) if trashed else None,
    }
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(values))
        uploads = update(Upload).where(Upload.video_id == video)
        work.execute(uploads.values(state="completed" if trashed else "open"))
