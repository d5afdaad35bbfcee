"""Signed reads: what is signed in bulk is what boto3 signs one by one, and CloudFront's signatures hold."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from apiflask import APIFlask
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.config import Settings
from app.storage.s3 import ObjectStore
from app.storage.signing import CloudFront, get_cloudfront
from tests.support.cloudfront import DOMAIN, KeyPair, parameters
from tests.support.recordings import settings_changed

# What our keys are made of, and what they could be made of one day.
KEYS = ["videos/a/hls/r/720p/00000.m4s", "videos/a/hls/r/720p/00001.m4s", "videos/a/a name+with=signs & ü~.mp4"]
PREFIX = "videos/a/hls/r/"
SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> KeyPair:
    return KeyPair(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def distribution(app: APIFlask, pair: KeyPair) -> CloudFront:
    with settings_changed(app, **pair.settings) as settings:
        return CloudFront(settings)


def same_second(store: ObjectStore) -> tuple[list[str], list[str]]:
    """Ours and boto3's, signed within one second."""
    while True:
        begun = int(time.time())
        both = store.presign_many(KEYS, 600), [store.presign_get(key, 600) for key in KEYS]
        if int(time.time()) == begun:
            return both


def test_many_are_signed_as_one_by_one(store: ObjectStore) -> None:
    ours, botos = same_second(store)
    assert ours == botos


@pytest.mark.parametrize("endpoint", [None, "https://s3.example.org", "https://s3.example.org:9000/below"])
def test_that_holds_for_other_endpoints(app: APIFlask, endpoint: str | None) -> None:
    """AWS itself has the bucket in the name of the host."""
    with settings_changed(app, s3_public_endpoint=endpoint, s3_region="eu-central-1") as settings:
        ours, botos = same_second(ObjectStore(settings))
    assert ours == botos


def test_the_server_takes_them(store: ObjectStore) -> None:
    for key in KEYS:
        store.put(key, key.encode(), "video/mp4")
    assert [requests.get(url, timeout=10).content.decode() for url in store.presign_many(KEYS, 60)] == KEYS


def test_an_hours_playlist_asks_boto_once(store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes boto a sixth of a second to sign 900 segments one by one."""
    asked: list[str] = []
    sign = store.presign_get

    def counted(key: str, expires_seconds: int) -> str:
        asked.append(key)
        return sign(key, expires_seconds)

    monkeypatch.setattr(store, "presign_get", counted)
    keys = [f"{PREFIX}720p/{number:05d}.m4s" for number in range(900)]
    assert len(set(store.presign_many(keys, 600))) == 900
    assert asked == keys[:1]


def test_nothing_is_signed_for_nothing(store: ObjectStore) -> None:
    assert store.presign_many([], 60) == []


# ---- CloudFront ------------------------------------------------------------------------------------------------------


def test_a_url_opens_one_object_until_then(distribution: CloudFront, pair: KeyPair) -> None:
    """Invariant 7; verified with the public key."""
    plain, signed = parameters(distribution.url("videos/a/poster.jpg", SOON))
    assert plain == f"https://{DOMAIN}/videos/a/poster.jpg"
    statement = pair.policy_of(signed, plain)
    assert statement["Condition"] == {"DateLessThan": {"AWS:EpochTime": int(SOON.timestamp())}}
    with pytest.raises(InvalidSignature):
        pair.policy_of(signed, f"https://{DOMAIN}/videos/b/poster.jpg")
    with pytest.raises(InvalidSignature):
        pair.policy_of(signed | {"Expires": str(int(SOON.timestamp()) + 1)}, plain)


def test_what_a_download_is_called_is_signed_too(distribution: CloudFront, pair: KeyPair) -> None:
    plain, signed = parameters(distribution.url("videos/a/d.mp4", SOON, 'attachment; filename="a b.mp4"'))
    assert plain.endswith("?response-content-disposition=attachment%3B%20filename%3D%22a%20b.mp4%22")
    assert pair.policy_of(signed, plain)["Resource"] == plain


def test_a_playlists_objects_share_one_signature_for_their_prefix(distribution: CloudFront, pair: KeyPair) -> None:
    """Invariant 7: one playlist's objects, and no others."""
    found = [parameters(url) for url in distribution.urls(PREFIX, KEYS[:2], SOON)]
    assert [plain for plain, _ in found] == [f"https://{DOMAIN}/{key}" for key in KEYS[:2]]
    assert found[0][1] == found[1][1]
    assert pair.policy_of(found[0][1]) == {
        "Resource": f"https://{DOMAIN}/{PREFIX}*",
        "Condition": {"DateLessThan": {"AWS:EpochTime": int(SOON.timestamp())}},
    }


def test_cookies_say_the_same(distribution: CloudFront, pair: KeyPair) -> None:
    cookies = distribution.cookies(PREFIX, SOON)
    assert set(cookies) == {"CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id"}
    statement = pair.policy_of({name.removeprefix("CloudFront-"): value for name, value in cookies.items()})
    assert statement["Resource"] == f"https://{DOMAIN}/{PREFIX}*"


def test_another_key_pairs_signature_is_noticed(distribution: CloudFront, tmp_path: Path) -> None:
    _, signed = parameters(distribution.urls(PREFIX, KEYS[:1], SOON)[0])
    with pytest.raises(InvalidSignature):
        KeyPair(tmp_path).policy_of(signed)


def test_a_key_that_is_not_rsa_is_refused(app: APIFlask, pair: KeyPair, tmp_path: Path) -> None:
    path = tmp_path / "ec.pem"
    encoding = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(ec.generate_private_key(ec.SECP256R1()).private_bytes(*encoding))
    changes = pair.settings | {"cloudfront_private_key": str(path)}
    with settings_changed(app, **changes) as settings, pytest.raises(ValueError, match="RSA"):
        CloudFront(settings)


def test_there_is_none_unless_it_is_set(app: APIFlask, pair: KeyPair) -> None:
    assert get_cloudfront() is None
    with settings_changed(app, **pair.settings):
        assert isinstance(get_cloudfront(), CloudFront)
        assert get_cloudfront() is get_cloudfront()


def test_settings_are_hashable(app: APIFlask) -> None:
    """What is kept per settings needs that."""
    settings: Settings = app.config["VIDEOFLOW"]
    assert hash(settings) == hash(settings)
