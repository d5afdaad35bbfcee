"""What views say about themselves, beside whom they are for: how often they may be called, what they take, and what an
API token needs for them. guards.py reads it.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from app import limiting
from app.domain.accounts.scopes import Scope

F = TypeVar("F")

# What is read and what is changed, where a view says nothing else.
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Whatever begins a video, in an hour and in a day.
START = ("start", "videos")
# Rules of what an API token opens for nobody.
_FOR_PEOPLE = frozenset({"in_person", "admin", "operator", "refresher"})
_FOR_RECORDERS = frozenset({"uploader", "socket", "track_socket"})
# Rules that ask for nobody in particular.
_FOR_HOLDERS = frozenset({"public", "playback", "media_link", "link"})


def limited(*what: str) -> Callable[[F], F]:
    """Counts a view by rows of the table of limits (domain/limits.py) other than "read", "write" or "public"."""
    for each in what:
        if not limiting.knows(each):
            raise ValueError(f"no limit is called {each!r}")

    def marked(view: F) -> F:
        cast(Any, view).limits = what
        return view

    return marked


def starts_video(view: F) -> F:
    """Counts a view as the beginning of a video."""
    return limited(*START)(records(view))


def free(view: F) -> F:
    """Not counted: what costs no more than a file that is sent."""
    return limited()(view)


def records(view: F) -> F:
    """Part of a recording or a file on its way in: API tokens need the scope for that."""
    cast(Any, view).records = True
    return view


def scope_of(view: Callable[..., Any], method: str) -> Scope | None:
    """What an API token needs for a view, by its rule, its marks and the method; None where it does not open it.

    So every view has one, also one that says nothing of tokens.
    """
    rule = getattr(view, "access_rule", None)
    if rule in _FOR_PEOPLE:
        return None
    if rule in _FOR_RECORDERS or getattr(view, "records", False):
        return Scope.RECORD
    return Scope.READ if method in SAFE else Scope.WRITE


def refusals(view: Callable[..., Any], method: str) -> dict[int, str]:
    """The statuses by which the guards turn a call of a view away, and why: what /openapi.json says of them."""
    rule = getattr(view, "access_rule", "public")
    found: dict[int, str] = {}
    if rule != "public":
        found[401] = "Not signed in, or not any more"
    if method not in SAFE or rule not in _FOR_HOLDERS:
        found[403] = "Asked for by a page of another site, by an API token without the scope, or for administrators"
    if getattr(view, "limits", (rule,)):
        found[429] = "Too often, or too many at once: `Retry-After` says when to come again"
    return found


def raw(view: F) -> F:
    """Takes bytes or a form, where all other views take JSON."""
    cast(Any, view).takes_json = False
    return view
