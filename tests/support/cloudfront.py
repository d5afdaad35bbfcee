"""What CloudFront does with what we sign: checks the signature by the public key and reads the policy."""

import base64
import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

KEY_ID = "K2JCJMDEHXQW5F"
DOMAIN = "cdn.example.org"


class KeyPair:
    """A key pair as an operator makes it; `path` is the private half."""

    def __init__(self, folder: Path) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.path = folder / "cloudfront.pem"
        self.path.write_bytes(
            self._key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )

    @property
    def settings(self) -> dict[str, Any]:
        """The settings that go with it."""
        return {
            "cloudfront_domain": DOMAIN,
            "cloudfront_key_id": KEY_ID,
            "cloudfront_private_key": str(self.path),
        }

    def policy_of(self, signed: dict[str, str], resource: str | None = None) -> dict[str, Any]:
        """The statement that was signed, by the parameters of a URL or of cookies.

        Raises InvalidSignature. A canned policy is not sent: it is made again from the resource.
        """
        assert signed["Key-Pair-Id"] == KEY_ID
        if "Policy" in signed:
            policy = _decoded(signed["Policy"])
        else:
            when = {"DateLessThan": {"AWS:EpochTime": int(signed["Expires"])}}
            statement = {"Statement": [{"Resource": resource, "Condition": when}]}
            policy = json.dumps(statement, separators=(",", ":")).encode()
        self._key.public_key().verify(_decoded(signed["Signature"]), policy, padding.PKCS1v15(), hashes.SHA1())
        (found,) = json.loads(policy)["Statement"]
        return dict(found)


def parameters(url: str) -> tuple[str, dict[str, str]]:
    """A signed URL without CloudFront's own parameters, and these."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query)
    ours = {"Policy", "Signature", "Key-Pair-Id", "Expires"}
    plain = parts.query.split("&")
    rest = "&".join(pair for pair in plain if pair.partition("=")[0] not in ours)
    return parts._replace(query=rest).geturl(), {name: value for name, value in pairs if name in ours}


def _decoded(text: str) -> bytes:
    # CloudFront's own replacements for what is not safe in a URL.
    return base64.b64decode(text.replace("-", "+").replace("_", "=").replace("~", "/"))
