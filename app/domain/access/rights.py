"""The table: how somebody may stand to a video, and what each standing allows. Pure.

A standing reaches as far as the video's visibility lets it, which rule.py says as a function and app/db/visible.py as
SQL. A further way to reach a video is a further Standing: a line here, its test there, and its SQL.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Action(StrEnum):
    """What can be done with a video."""

    SEE = "see"  # its page and what happens to it, its guide, the text on its screen, what people said
    WATCH = "watch"  # its playlists and pictures for scrubbing
    DOWNLOAD = "download"
    COMMENT = "comment"
    MODERATE = "moderate"  # take back what others said
    RECORD = "record"  # send its bytes, end them, throw away what is not finished
    CHANGE = "change"  # its title
    EDIT = "edit"  # its guide: titles, texts, order, pictures
    SHARE = "share"  # for whom it is: visibility, links, people
    RETRY = "retry"  # start a stage again, compile
    DELETE = "delete"
    RESTORE = "restore"  # from the trash
    REDACT = "redact"  # see what secrets stand in it, and have them covered
    UNCOVER = "uncover"  # see the original of what was covered, and take covers away


class Visibility(StrEnum):
    """For whom a video is. Its owner is always among them."""

    PRIVATE = "private"  # links and people are kept, and open nothing
    PEOPLE = "people"  # who was named
    WORKSPACE = "workspace"  # and everybody with an account
    LINK = "link"  # who was named, and whoever has a link
    PUBLIC = "public"  # everybody


class Right(StrEnum):
    """How far a link or a name reaches; each includes those before it."""

    VIEW = "view"
    COMMENT = "comment"
    EDIT = "edit"


class Role(StrEnum):
    """What an account is for; viewers make no videos."""

    VIEWER = "viewer"
    MEMBER = "member"
    ADMIN = "admin"


class Standing(StrEnum):
    """How somebody may stand to a video."""

    OWNER = "owner"
    MAKER = "maker"  # an owner whose role lets them record
    DISCARDER = "discarder"  # the owner of what lies in the trash
    RECORDER = "recorder"  # an upload token
    PLAYER = "player"  # a playback token
    NAMED = "named"
    NAMED_COMMENTER = "named_commenter"
    NAMED_EDITOR = "named_editor"
    COLLEAGUE = "colleague"  # an account here
    CARETAKER = "caretaker"  # an administrator, of what the workspace sees
    GUEST = "guest"  # a link
    GUEST_COMMENTER = "guest_commenter"
    GUEST_EDITOR = "guest_editor"  # a link to edit the guide
    GUEST_SAVER = "guest_saver"  # a link that allows downloads
    VISITOR = "visitor"  # anybody


_SEEING = frozenset({Action.SEE, Action.WATCH})
_NAMED = _SEEING | {Action.DOWNLOAD}
_MAKING = frozenset({Action.RECORD, Action.RETRY})
_EDITING = frozenset({Action.COMMENT, Action.CHANGE, Action.EDIT, Action.MODERATE, Action.RETRY, Action.REDACT})

RIGHTS: Mapping[Standing, frozenset[Action]] = MappingProxyType(
    {
        Standing.OWNER: frozenset(Action) - _MAKING - {Action.RESTORE},
        Standing.MAKER: _MAKING,
        Standing.DISCARDER: frozenset({Action.DELETE, Action.RESTORE}),
        Standing.RECORDER: frozenset({Action.RECORD}),
        Standing.PLAYER: frozenset({Action.WATCH}),
        Standing.NAMED: _NAMED,
        Standing.NAMED_COMMENTER: _NAMED | {Action.COMMENT},
        Standing.NAMED_EDITOR: _NAMED | _EDITING,
        Standing.COLLEAGUE: _NAMED | {Action.COMMENT},
        Standing.CARETAKER: _NAMED | {Action.COMMENT, Action.MODERATE},
        Standing.GUEST: _SEEING,
        Standing.GUEST_COMMENTER: _SEEING | {Action.COMMENT},
        Standing.GUEST_EDITOR: frozenset({Action.EDIT}),
        Standing.GUEST_SAVER: frozenset({Action.DOWNLOAD}),
        Standing.VISITOR: _SEEING,
    }
)
# How far each circle reaches.
NAMED_IN = frozenset({Visibility.PEOPLE, Visibility.WORKSPACE, Visibility.LINK, Visibility.PUBLIC})
COLLEAGUES_IN = frozenset({Visibility.WORKSPACE, Visibility.PUBLIC})
GUESTS_IN = frozenset({Visibility.LINK, Visibility.PUBLIC})
VISITORS_IN = frozenset({Visibility.PUBLIC})
# Who still stands to a video that is withheld.
STAYING = frozenset({Standing.OWNER, Standing.MAKER, Standing.RECORDER, Standing.PLAYER})
# Whose account lets them make videos.
MAKERS = frozenset({Role.MEMBER, Role.ADMIN})
# With a link to edit guests comment, and edit the guide, of which each version can be taken back (docs/adr/0045).
COMMENTING = frozenset({Right.COMMENT, Right.EDIT})
