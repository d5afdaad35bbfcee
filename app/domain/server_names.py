"""Names of this server: which are loopback, and which a request may ask for."""

from ipaddress import ip_address
from urllib.parse import urlsplit

# A name that every machine has for itself (RFC 6761, section 6.3).
_LOCAL_NAMES = ("localhost", "ip6-localhost")


def is_loopback(url: str) -> bool:
    """Whether a URL, or "//host:port", names this machine for nobody but itself."""
    return _is_loopback_name(_name_of(url))


def allowed(host: str, public_url: str, more: tuple[str, ...]) -> bool:
    """Whether a Host header names this server: by its public URL, by loopback, or by one of ALLOWED_HOSTS.

    A name that begins with a dot stands for all below it, and "*" for any. Ports are not looked at, because a port is
    no other server to a browser's cookies.
    """
    name = _name_of(f"//{host}")
    if not name:
        return False
    if name == _name_of(public_url) or _is_loopback_name(name) or "*" in more:
        return True
    return any(name == each or (each.startswith(".") and name.endswith(each)) for each in more)


def _name_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def _is_loopback_name(name: str) -> bool:
    if name in _LOCAL_NAMES or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
