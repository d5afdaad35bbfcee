"""Who is calling, and may they: for HTTP and sockets alike.

Every view declares its rule with one of these decorators; a test walks the routes and fails for one without. Each rule
also counts how often: by the address for what is open to anybody, by the person for what they do signed in. What a view
costs beyond the usual it says with `limited`, below its rule.
"""

import hmac
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit
from uuid import UUID

from flask import g, request

from app import identity, limiting, places
from app.domain import limits, server_names
from app.domain.access import NOBODY, Asker, Caller, may_make
from app.domain.accounts.scopes import Scope
from app.domain.playback.links import Link
from app.errors import VideoFlowError
from app.marks import SAFE, START, free, limited, raw, records, refusals, scope_of, starts_video
from app.services.playback import playlists, signed_urls
from app.services.sharing import guest_tokens
from app.services.sharing.visits import Opener
from app.serving import unwelcome
from app.settings import settings

P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F")
A = TypeVar("A", bound=Asker)


__all__ = [
    "Asker",
    "Caller",
    "Opener",
    "free",
    "limited",
    "raw",
    "records",
    "refusals",
    "scope_of",
    "starts_video",
]


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Anybody."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        _count(view, "public")
        return view(*args, **kwargs)

    return _mark(guarded, "public")


def signed_in(view: Callable[Concatenate[Caller, P], R]) -> Callable[P, R]:
    """A person with an access token, or a program with their API token; the view gets the Caller first."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        g.caller = identity.authenticated(scope_of(guarded, request.method))
        _count(view, None, g.caller)
        return view(g.caller, *args, **kwargs)

    return _mark(guarded, "signed_in")


def in_person(view: Callable[Concatenate[Caller, P], R]) -> Callable[P, R]:
    """A person who signed in, and no program in their name; the view gets the Caller first."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        g.caller = identity.authenticated(None)
        _count(view, None, g.caller)
        return view(g.caller, *args, **kwargs)

    return _mark(guarded, "in_person")


def maker(view: Callable[Concatenate[Caller, P], R]) -> Callable[P, R]:
    """A signed-in person who may begin videos; the view gets the Caller first."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        g.caller = identity.authenticated(scope_of(guarded, request.method))
        _count(view, None, g.caller)
        require_maker(g.caller)
        return view(g.caller, *args, **kwargs)

    return _mark(guarded, "maker")


def require_maker(caller: Caller) -> None:
    """Raises VideoFlowError `viewer_only` (403) for somebody whose account is for watching."""
    if not may_make(caller.role):
        raise VideoFlowError("viewer_only", "Your account is for watching and commenting.", 403)


def watcher(view: Callable[Concatenate[Asker, P], R]) -> Callable[P, R]:
    """Whoever may see the video in the path: signed in, with a guest token, or for what is public nobody in particular.

    Who brings nothing, and may not see it, is asked to sign in, whether it is there or not. The view gets the Asker.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        who, refusal = _watcher(scope_of(guarded, request.method))
        g.caller = who
        _count_asker(view, who)
        try:
            return view(who, *args, **kwargs)
        except VideoFlowError as error:
            if refusal is not None and error.http_status == 404:
                raise refusal from None
            raise

    return _mark(guarded, "watcher")


def link(view: Callable[Concatenate[Opener, P], R]) -> Callable[P, R]:
    """Whoever has a link's token, which is in the path; the view gets first who they are beside that."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        guest = identity.guest()
        opener = Opener(None if guest else identity.known_caller(scope_of(guarded, request.method)), guest)
        _count(view, "public")
        return view(opener, *args, **kwargs)

    return _mark(guarded, "link")


def admin(view: Callable[Concatenate[Caller, P], R]) -> Callable[P, R]:
    """A signed-in person who is an administrator; the view gets the Caller first."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        g.caller = identity.authenticated(None)
        _count(view, None, g.caller)
        if g.caller.role != "admin":
            raise VideoFlowError("forbidden", "This is for administrators.", 403)
        return view(g.caller, *args, **kwargs)

    return _mark(guarded, "admin")


def refresher(view: Callable[P, R]) -> Callable[P, R]:
    """Somebody with a refresh token; which one is the service's question."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        _count(view, "public")
        identity.verify(refresh=True)
        return view(*args, **kwargs)

    return _mark(guarded, "refresher")


def uploader(view: Callable[Concatenate[Caller, P], R]) -> Callable[P, R]:
    """A person with an access token, a program with their API token, or the holder of an upload token; the view gets
    the Caller first.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        g.caller = identity.authenticated(Scope.RECORD, upload_tokens_too=True)
        _count(view, None, g.caller)
        return view(g.caller, *args, **kwargs)

    return _mark(guarded, "uploader")


def playback_token(view: Callable[Concatenate[playlists.Grant, P], R]) -> Callable[..., R]:
    """The holder of a playback token in the path, for the video in the path; the view gets the Grant first."""

    @wraps(view)
    def guarded(video_id: UUID, token: str, *args: P.args, **kwargs: P.kwargs) -> R:
        _count(view, "playlist")
        return view(playlists.read(token, video_id), *args, **kwargs)

    return _mark(guarded, "playback")


def media_link(view: Callable[Concatenate[Link, P], R]) -> Callable[..., R]:
    """The holder of a signed address of one object; the view gets the Link first."""

    @wraps(view)
    def guarded(key: str, *args: P.args, **kwargs: P.kwargs) -> R:
        _count(view, "playlist")
        return view(signed_urls.read(key, request.args), *args, **kwargs)

    return _mark(guarded, "media_link")


def operator(view: Callable[P, R]) -> Callable[P, R]:
    """An admin, or a program with METRICS_TOKEN: what it sees is about everybody and of nobody."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        _count(view, "public")
        if not _has_metrics_token() and identity.authenticated(None).role != "admin":
            raise VideoFlowError("forbidden", "This is for administrators.", 403)
        return view(*args, **kwargs)

    return _mark(guarded, "operator")


def socket(view: Callable[P, R]) -> Callable[P, R]:
    """The socket checks its caller itself, because it answers by a close code; see socket_caller."""
    return _mark(view, "socket")


def track_socket(view: Callable[P, R]) -> Callable[P, R]:
    """The same for sockets that upload tokens do not open; see track_caller."""
    return _mark(view, "track_socket")


def room_socket(view: Callable[P, R]) -> Callable[P, R]:
    """The same for sockets of whoever may see the video in the path; see room_asker."""
    return _mark(view, "room_socket")


def _watcher(needed: Scope | None) -> tuple[Asker, VideoFlowError | None]:
    """Who watches, and what to say instead of "not there" to somebody who brought nothing."""
    if guest := identity.guest():
        return guest, None
    try:
        return identity.authenticated(needed), None
    except VideoFlowError as refusal:
        if refusal.code != "not_authenticated" or identity.has_bearer():
            raise
        return NOBODY, refusal


def socket_caller() -> Caller:
    """The caller of a socket: `?token=`, an Authorization header, or the sign-in's cookie of our own pages.

    Browsers send cookies with a socket opened by any site, so the cookie counts only from our own origin.
    """
    return _counted_socket(_socket_caller)


def _socket_caller() -> Caller:
    token = request.args.get("token")
    if caller := identity.by_upload_token(token or identity.bearer()):
        return caller
    if token:
        raise VideoFlowError("not_authenticated", "The upload token is not valid, or not any more.", 401)
    _require_own_origin()
    return identity.authenticated(Scope.RECORD)


def track_caller() -> Caller:
    """The caller of a socket that takes a session's track: the same, but the token is a person's or a program's."""
    token = request.args.get("token")
    if not token:
        _require_own_origin()
    return _counted_socket(lambda: identity.by_access_token(token) if token else identity.authenticated(Scope.RECORD))


def _counted_socket(who: Callable[[], A]) -> A:
    try:
        asker = who()
    except VideoFlowError:
        limiting.take("denied", address=address())
        raise
    limiting.take("socket", **_both(asker))
    return asker


def open_socket(caller: Caller) -> AbstractContextManager[None]:
    """Holds the place of a socket in the block. Raises VideoFlowError `too_many_open` (429)."""
    return places.taken("sockets", "You have many recordings open at the same time.", **_both(caller))


def room_asker() -> Asker:
    """Who comes into a room: `?token=` or an Authorization header with a guest's, a person's or a program's token; the
    sign-in's cookie of our own pages; or nobody in particular.
    """
    token = request.args.get("token") or identity.bearer()
    return _counted_socket(lambda: _room_asker(token))


def _room_asker(token: str | None) -> Asker:
    if token:
        return guest_tokens.read(token) or identity.by_access_token(token, Scope.READ)
    _require_own_origin()
    return _watcher(Scope.READ)[0]


def open_room(who: Asker) -> AbstractContextManager[None]:
    """Holds the place of a room's socket in the block. Raises VideoFlowError `too_many_open` (429)."""
    return places.taken("rooms", "You are in many rooms at the same time.", **_both(who))


def open_live(who: Asker) -> AbstractContextManager[None]:
    """Holds the place of somebody who watches a running recording. Raises VideoFlowError `too_many_open` (429)."""
    return places.taken("lives", "You watch many recordings at the same time.", **_both(who))


def _both(who: Asker) -> dict[str, str]:
    """By what places are counted: the address, and of a person themselves."""
    return {"address": address()} | ({"person": str(who.user_id)} if isinstance(who, Caller) else {})


def open_stream(who: Asker) -> places.Held:
    """Takes the place of an event stream, which its end gives back. Raises VideoFlowError `too_many_open` (429)."""
    return places.take("streams", "You have many pages open that follow your videos.", **_both(who))


def require_welcome() -> None:
    """Raises TooMany (429) for an address that was refused sockets again and again: opening one costs."""
    try:
        limiting.require_room("denied", address=address())
    except limiting.TooMany as refusal:
        # The next ones are refused at the door.
        unwelcome.HERE.note(address(), refusal.retry_after)
        raise


def address() -> str:
    """Where the request comes from, as limits count it; behind proxies, as those say that are trusted."""
    return limits.address_key(request.remote_addr)


def _count(view: Callable[..., Any], otherwise: str | None, caller: Caller | None = None) -> None:
    """Counts one call of a view. Raises TooMany (429)."""
    usual = otherwise or ("read" if request.method in SAFE else "write")
    for what in getattr(view, "limits", (usual,)):
        _take(what, caller)


def count_start(caller: Caller) -> None:
    """Counts the beginning of a video by a socket. Raises TooMany (429)."""
    for what in START:
        _take(what, caller)


def _take(what: str, caller: Caller | None) -> None:
    limiting.take(what, **(_both(caller) if caller else {"address": address()}))


def _count_asker(view: Callable[..., Any], who: Asker) -> None:
    """A person by their own, whoever has no account by their address."""
    _count(view, None, who) if isinstance(who, Caller) else _count(view, "public")


def counted_as(who: Asker) -> dict[str, str]:
    """By what limits count somebody: a person by themselves, whoever has no account by their address."""
    return {"person": str(who.user_id)} if isinstance(who, Caller) else {"address": address()}


def _require_own_origin() -> None:
    if not identity.bearer() and urlsplit(request.headers.get("Origin", "")).netloc not in _own_hosts():
        raise VideoFlowError("not_authenticated", "Sockets from other sites need a token.", 401)


def _own_hosts() -> set[str]:
    return {urlsplit(settings().public_url).netloc, request.host}


def require_own_host() -> None:
    """Raises VideoFlowError `unknown_host` (400) for a Host header that does not name this server: links and redirects
    would lead to whom it names.
    """
    if not server_names.allowed(request.host, settings().public_url, settings().host_names):
        raise VideoFlowError("unknown_host", "This server is not known by that name (ALLOWED_HOSTS).", 400)


def require_own_page() -> None:
    """Raises VideoFlowError `cross_site` (403) for a change that a page of another site asks for: the browser would add
    our cookies to it, or keep those it gets.

    1. What only reads, and whoever brings a token of their own, asks for nothing in a browser's name.
    2. A browser says where a request comes from in Sec-Fetch-Site, and older ones in Origin.
    3. What says neither is a program, and sends no cookies it was not given.
    """
    if request.method in SAFE or identity.bearer():
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    ours = site in {"same-origin", "none"} if site else origin is None or urlsplit(origin).netloc in _own_hosts()
    if not ours:
        raise VideoFlowError("cross_site", "This was asked for by a page of another site.", 403)


def _has_metrics_token() -> bool:
    expected, given = settings().metrics_token, identity.bearer()
    return bool(expected and given) and hmac.compare_digest(str(expected).encode(), str(given).encode())


def _mark(view: F, rule: str) -> F:
    cast(Any, view).access_rule = rule
    return view
