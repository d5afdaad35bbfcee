"""How often anybody may do what costs: one table, which LIMITS overrules and LIMITS_FACTOR multiplies.

A row's name is what is done and by whom it is counted: the address it comes from, the account it is about, the person
who is signed in. An amount is for a span of time, in which it may be used up at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

# Providers give a household a network, and its devices any address in it.
_IPV6_PREFIX = 64
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 24 * 3600}


@dataclass(frozen=True, slots=True)
class Limit:
    """`amount` times in `seconds`."""

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
    "refresh.address": "120/minute",
    # Whatever begins a video: recordings, files, multitrack recordings.
    "start.person": "120/hour",
    "start.address": "600/hour",
    # Somebody who opens sockets that nobody let them open; after that, they are answered before there is one.
    "denied.address": "10/minute",
    "socket.person": "240/minute",
    "socket.address": "2400/minute",
    # Each chunk is a write to the spool; a recorder sends one every few seconds, a script as quick as it can.
    "chunk.person": "6000/minute",
    "comment.person": "60/minute",
    # Runs a stage again: minutes of processor time.
    "retry.person": "30/hour",
    "export.person": "120/hour",
    "stream.person": "120/minute",
    "read.person": "1200/minute",
    "write.person": "300/minute",
    "playlist.address": "2400/minute",
    "public.address": "600/minute",
}


def parse(text: str) -> Limit:
    """Reads "20/minute" or "10/5 minutes". Raises ValueError."""
    amount, _, span = text.strip().partition("/")
    count, _, unit = span.strip().rpartition(" ")
    seconds = _SECONDS.get(unit.strip().removesuffix("s"))
    if seconds is None:
        raise ValueError(f"not a number in a span of time: {text!r}")
    limit = Limit(int(amount), int(count or 1) * seconds)
    if limit.amount < 1 or limit.seconds < 1:
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
