"""How much of anybody is too much: one table, which LIMITS overrules and LIMITS_FACTOR multiplies.

A row's name is what is done and by whom it is counted: the address it comes from, the account it is about, the person
who is signed in. An amount is for a span of time, in which it may be used up at once; or it is how many there may be
"at once", of things that last, and of bytes that are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

# Providers give a household a network, and its devices any address in it.
_IPV6_PREFIX = 64
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 24 * 3600}
_BYTES = {"MiB": 1024**2, "GiB": 1024**3, "TiB": 1024**4}
_AT_ONCE = "at once"


@dataclass(frozen=True, slots=True)
class Limit:
    """`amount` times in `seconds`; 0 seconds: so many at once, or so many bytes."""

    amount: int
    seconds: int

    def times(self, factor: float) -> "Limit":
        """The same for a server that is more patient, or less."""
        return Limit(max(1, round(self.amount * factor)), self.seconds)


# What is done, and how often: by address, by the account that is named, by the person who is signed in.
DEFAULTS: Mapping[str, str] = {
    # A guess costs a hash; an office behind one address signs in within a quarter of an hour.
    "login.address": "20/minute",
    "login.account": "10/5 minutes",
    "register.address": "10/hour",
    # Whoever found a page open guesses at the password behind it.
    "password.person": "10/15 minutes",
    "token.person": "60/hour",
    # A program of its own each time, for a moment.
    "picture.person": "30/hour",
    # A mail each, to whoever's address it is; and a guess at 256 bits, which costs a hash where it is none.
    "forgot.address": "30/hour",
    "forgot.account": "5/hour",
    "reset.address": "30/hour",
    "confirm.address": "60/hour",
    "confirmation.person": "5/hour",
    "refresh.address": "120/minute",
    # A mail each, to anybody's address.
    "invite.person": "600/hour",
    # Whatever begins a video: recordings, files, multitrack recordings.
    "start.person": "120/hour",
    "start.address": "600/hour",
    "videos.person": "500/day",
    # Videos that still wait for bytes: whoever closes a page leaves one for as long as ABANDONED_AFTER_MINUTES.
    "uploads.person": "100 at once",
    # What a person may store; USER_QUOTA_BYTES says it to the byte, and users.quota_bytes for one of them.
    "storage.person": "100 GiB at once",
    # Somebody who opens sockets that nobody let them open; after that, they are answered before there is one.
    "denied.address": "10/minute",
    "socket.person": "240/minute",
    "socket.address": "2400/minute",
    # Open at the same time: sockets of recorders, and pages that follow a video or a library.
    "sockets.person": "60 at once",
    "sockets.address": "1000 at once",
    "streams.person": "60 at once",
    "streams.address": "1000 at once",
    # Rooms around a video: a tab each; a class behind one address.
    "rooms.person": "20 at once",
    "rooms.address": "500 at once",
    # Who watches running recordings: a tab each; a company that watches one behind one address.
    "lives.person": "20 at once",
    "lives.address": "500 at once",
    # Each chunk is a write to the spool; a recorder sends one every few seconds, a script as quick as it can.
    "chunk.person": "6000/minute",
    # One at each pause of somebody who types; guests by their address, as an office.
    "search.person": "180/minute",
    "search.address": "600/minute",
    "comment.person": "60/minute",
    # A stroke each, of somebody who sketches; offline ones come together.
    "draw.person": "300/minute",
    # A file each, which is probed at once, decoded twice and encoded.
    "voice.person": "60/hour",
    # A press each; somebody who goes through a page of comments.
    "react.person": "120/minute",
    # Guests, who have no account that could be shut: an office watches together, and does not write a book.
    "guest_comment.address": "30/minute",
    "guest_comment.link": "300/hour",
    "guest_draw.address": "180/minute",
    "guest_draw.link": "3000/hour",
    # A change each, of somebody who goes through a guide; what is typed goes out when a field is left.
    "guest_edit.address": "60/minute",
    "guest_edit.link": "600/hour",
    # A guess costs a hash; a link's password is one for all of its guests.
    "unlock.address": "20/minute",
    "unlock.link": "60/5 minutes",
    # Links and people of one's videos.
    "share.person": "120/hour",
    "name.person": "120/hour",
    # Mails to somebody because others name them.
    "share_mail.account": "20/day",
    # Runs a stage again: minutes of processor time.
    "retry.person": "30/hour",
    "export.person": "120/hour",
    # A guide's pictures drawn and its pages set, in some seconds; guests by their address, as an office.
    "export_guide.person": "60/hour",
    "export_guide.address": "120/hour",
    # All that was said about a video, read page by page.
    "export_annotations.person": "120/hour",
    "export_annotations.address": "240/hour",
    # The same on paper: a frame taken out of the video for each, in some seconds.
    "export_sheet.person": "60/hour",
    "export_sheet.address": "120/hour",
    # Everything that somebody has, read and written once more.
    "export_account.person": "5/day",
    "stream.person": "120/minute",
    "stream.address": "1200/minute",
    "read.person": "1200/minute",
    "write.person": "300/minute",
    "playlist.address": "12000/minute",
    "public.address": "600/minute",
}


def parse(text: str) -> Limit:
    """Reads "20/minute", "10/5 minutes", "100 at once" or "5 GiB at once". Raises ValueError."""
    if text.strip().endswith(_AT_ONCE):
        return _at_once(text.strip().removesuffix(_AT_ONCE))
    amount, _, span = text.strip().partition("/")
    count, _, unit = span.strip().rpartition(" ")
    seconds = _SECONDS.get(unit.strip().removesuffix("s"))
    if seconds is None:
        raise ValueError(f"not a number in a span of time: {text!r}")
    limit = Limit(int(amount), int(count or 1) * seconds)
    if limit.amount < 1 or limit.seconds < 1:
        raise ValueError(f"nobody could ever do it: {text!r}")
    return limit


def _at_once(text: str) -> Limit:
    amount, _, unit = text.strip().partition(" ")
    if unit and unit not in _BYTES:
        raise ValueError(f"neither a number nor one of {', '.join(_BYTES)}: {text!r}")
    limit = Limit(int(amount) * _BYTES.get(unit, 1), 0)
    if limit.amount < 1:
        raise ValueError(f"nobody could ever do it: {text!r}")
    return limit


def table(overrules: str = "", factor: float = 1.0) -> dict[str, Limit]:
    """All rows: the defaults, what `overrules` says ("login.address=5/minute; ..."), everything times `factor`.

    Raises ValueError for a row there is not, or one that cannot be read.
    """
    rows = dict(DEFAULTS)
    for each in filter(None, (part.strip() for part in overrules.split(";"))):
        name, _, text = (part.strip() for part in each.partition("="))
        if name not in rows:
            raise ValueError(f"no limit is called {name!r}")
        rows[name] = text
    return {name: parse(text).times(factor) for name, text in rows.items()}


def address_key(address: str | None) -> str:
    """What counts as one address: an IPv4 address, or a network of IPv6 addresses that one customer has."""
    try:
        parsed = ip_address((address or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, _IPV6_PREFIX), strict=False))
    return str(parsed)
