"""A stranger on the machine, or a page in somebody's browser, goes through every port of the product without a key."""

import json
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.request import urlopen
from uuid import uuid4

import boto3
import pytest

from scripts import ports
from scripts.ports import PortBook, claim
from scripts.stack import Stack
from tests.support import strangers

# Names in SeaweedFS's source: its own clients speak like this.
LIST, LOOK_UP = "/filer_pb.SeaweedFiler/ListEntries", "/filer_pb.SeaweedFiler/LookupDirectoryEntry"
VOLUMES, SERVER = "/master_pb.Seaweed/VolumeList", "/volume_server_pb.VolumeServer/VolumeServerStatus"
PAGES = (
    *("/", "/status", "/healthz", "/metrics", "/ui/index.html", "/stats/disk", "/debug/pprof/", "/api/tasks"),
    *("/dir/status", "/dir/lookup?volumeId=1", "/dir/assign", "/vol/status", "/cluster/status"),
)
# What the gateway says to those who look whether it lives, and that TLS is spoken where plain HTTP is tried.
HARMLESS = {"nothing", "400", "401", "403", "404", "200, 0 bytes"}


@dataclass(frozen=True, slots=True)
class Secret:
    """Two recordings in the bucket: what is in them, the name of one that is asked for, and of one that is not."""

    body: bytes
    named: str
    unnamed: str


@pytest.fixture
def secret(stack: Stack) -> Secret:
    keys = {name.lower(): stack.env[name] for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
    store = boto3.client("s3", endpoint_url=stack.urls["s3"], region_name="us-east-1", **keys)
    stored = Secret(uuid4().hex.encode() * 1000, f"port-scan-{uuid4().hex}", f"port-scan-{uuid4().hex}")
    for key in (stored.named, stored.unnamed):
        store.put_object(Bucket=stack.env["S3_BUCKET"], Key=key, Body=stored.body)
    return stored


def _place(stack: Stack, key: str) -> str:
    """The object's number on the volume server, which the product's own processes can ask the filer for."""
    home = stack.logs.parent / "s3"
    ours = ssl.create_default_context(cafile=str(home / "ca.pem"))
    ours.load_cert_chain(home / "cert.pem", home / "key.pem")
    url = f"https://127.0.0.1:{stack.ports['s3.filer']}/buckets/{stack.env['S3_BUCKET']}/{key}?metadata=true"
    with urlopen(url, context=ours, timeout=5) as answer:
        return str(json.loads(answer.read())["chunks"][0]["file_id"])


def _by_http(port: int, pages: list[str]) -> Iterator[tuple[str, bytes]]:
    """What a port says to each page, by HTTP and by HTTPS: in words, and as it came."""
    for tls in (False, True):
        for page in pages:
            status, body = strangers.get(port, page, tls)
            yield f"{status}, {len(body)} bytes" if 200 <= status < 300 else str(status or "nothing"), body
            if not status:
                break


def _by_grpc(port: int, bucket: str, key: str) -> Iterator[tuple[str, bytes]]:
    folder = strangers.field(1, f"/buckets/{bucket}")
    asked = {LIST: folder, LOOK_UP: folder + strangers.field(2, key), VOLUMES: b"", SERVER: b""}
    for method, message in asked.items():
        for tls in (False, True):
            answer = strangers.call(port, method, message, tls)
            # A server that speaks to us begins with its settings (RFC 9113, 3.4).
            yield "gRPC" if answer[3:5] == b"\x04\x00" else "nothing", answer


def test_two_who_look_at_once_choose_different_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before either binds what it chose."""
    monkeypatch.setattr(ports, "_LOWEST", 20_000)
    monkeypatch.setattr(ports, "_HIGHEST", 20_050)
    first, second = PortBook({}), PortBook({})
    chosen = [book.get(str(number)) for number in range(8) for book in (first, second)]
    assert len(set(chosen)) == len(chosen)
    mine = first.get("0")
    assert claim(mine) is None
    del first
    again = claim(mine)
    assert again, "with the book goes what it kept"
    again.close()


def test_no_port_gives_anything_without_a_key(stack: Stack, secret: Secret, capsys: pytest.CaptureFixture[str]) -> None:
    bucket, place = stack.env["S3_BUCKET"], _place(stack, secret.named)
    names = {port: name for name, port in stack.ports.items()}
    objects = (
        f"/buckets/{bucket}/{secret.named}",
        f"/{bucket}/{secret.named}",
        f"/{place}",
        f"/{place.replace(',', '/')}",
    )
    pages = [*PAGES, f"/buckets/{bucket}/", f"/{bucket}", f"/dir/lookup?fileId={place}&read=yes", *objects]
    table = {}
    for port in strangers.open_ports(stack.pid(name) for name in stack.running):
        name = names[port]
        heard = list(_by_http(port, pages))
        if name.startswith("s3."):
            heard += _by_grpc(port, bucket, secret.named)
        for _, said in heard:
            assert secret.body[:32] not in said, name
            assert secret.unnamed.encode() not in said, name
        table[name] = {words for words, _ in heard}
    with capsys.disabled():
        print("\n" + "\n".join(f"{name:16} {', '.join(sorted(said))}" for name, said in sorted(table.items())))
    # That of the product itself has pages for everybody; the attacks on those are elsewhere.
    assert table.pop("web")
    assert {name: said - HARMLESS for name, said in table.items() if said - HARMLESS} == {}
    assert {"flower", "postgres", "redis", "s3.s3", "s3.filer", "s3.master.grpc"} <= set(table)


def test_redis_and_postgres_want_passwords(stack: Stack) -> None:
    assert strangers.says(stack.ports["redis"], b"KEYS *\r\nQUIT\r\n").startswith(b"-NOAUTH")
    startup = b"\0\0\0\x21\0\x03\0\0user\0videoflow\0\0"
    hello = len(startup).to_bytes(4, "big") + startup[4:]
    assert b"SCRAM-SHA-256" in strangers.says(stack.ports["postgres"], hello)


def test_no_command_line_has_a_secret(stack: Stack) -> None:
    secrets = json.loads((stack.logs.parent / "secrets.json").read_text())
    lines = strangers.command_lines(stack.pid(name) for name in stack.running)
    assert any("flower" in line for line in lines)
    assert [line for line in lines for secret in secrets.values() if secret in line] == []
