"""Who may do what with a video: the one table that HTTP, sockets, events, tokens and queries ask alike."""

from app.domain.access.askers import NOBODY, Asker, Caller, Guest, Holder, Player, Visitor
from app.domain.access.rights import RIGHTS, Action, Right, Role, Standing, Visibility
from app.domain.access.rule import (
    LinkFacts,
    VideoFacts,
    holder_of,
    may,
    may_make,
    may_rewrite,
    may_take_back,
    rights_of,
    standings,
)

__all__ = [
    "NOBODY",
    "RIGHTS",
    "Action",
    "Asker",
    "Caller",
    "Guest",
    "Holder",
    "LinkFacts",
    "Player",
    "Right",
    "Role",
    "Standing",
    "VideoFacts",
    "Visibility",
    "Visitor",
    "holder_of",
    "may",
    "may_make",
    "may_rewrite",
    "may_take_back",
    "rights_of",
    "standings",
]
