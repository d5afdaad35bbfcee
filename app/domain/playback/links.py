"""Addresses of ours that lead to one object each, whoever asks how: GET and HEAD alike. Pure.

A URL that is presigned for S3 holds for one method (AWS Signature Version 4 signs it), and download managers, link
previews and caches ask by HEAD first. So people get an address of ours, which sends them on to a URL for their method.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

_PURPOSE = b"media link\n"


@dataclass(frozen=True, slots=True)
class Link:
    """Reads one object until `expires` (seconds since 1970), as this type, and saved under this name.

    `holder` is for whom it was made (domain/access/askers.py), where it ends with their right.
    """

    key: str
    expires: int
    content_type: str | None = None
    filename: str | None = None
    holder: str | None = None

    @property
    def _fields(self) -> dict[str, str]:
        said = {"type": self.content_type, "name": self.filename, "for": self.holder}
        return {"Expires": str(self.expires)} | {name: value for name, value in said.items() if value}

    def path(self, secret: str) -> str:
        """Its path and query, signed. The query has CloudFront's names, which pages know."""
        query = urlencode(self._fields | {"Signature": self.seal(secret)}, quote_via=quote)
        return f"{quote(self.key)}?{query}"

    def seal(self, secret: str) -> str:
        """What only we can make of it."""
        said = urlencode({"key": self.key, **self._fields}, quote_via=quote).encode()
        return hmac.new(secret.encode(), _PURPOSE + said, hashlib.sha256).hexdigest()


def read(key: str, query: Mapping[str, str], secret: str) -> Link | None:
    """The link that an address of ours is; None for one that we have not made."""
    expires = query.get("Expires", "")
    if not expires.isascii() or not expires.isdecimal() or len(expires) > 12:
        return None
    link = Link(key, int(expires), query.get("type"), query.get("name"), query.get("for"))
    given = query.get("Signature", "").encode()
    return link if hmac.compare_digest(link.seal(secret).encode(), given) else None
