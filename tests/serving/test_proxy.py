"""The proxy of docker-compose.yml: the real one, with its own file, before a server that answers everything."""

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
import requests
import yaml

from app import create_app
from app.domain.accounts.pictures import LARGEST_BYTES
from app.domain.annotations.voices import LARGEST_BYTES as LARGEST_VOICE
from app.serving import patience
from scripts.ports import HOST

ROOT = Path(__file__).parents[2]
CADDYFILE = ROOT / "deploy" / "proxy" / "Caddyfile"
CADDY = Path(sys.executable).with_name("caddy")


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[str]] = []

    def parse_request(self) -> bool:
        """Notes what was asked for as soon as its head is there."""
        understood = super().parse_request()
        self.asked.append(self.path)
        return understood

    def do_POST(self) -> None:  # the library's name
        """Reads the body to its end, and says how much there was."""
        size = len(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Length", str(len(str(size))))
        self.end_headers()
        self.wfile.write(str(size).encode())

    do_PUT = do_POST

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: tests say themselves what went wrong."""


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """Where it listens. Its times are a tenth of what they are, so that nobody waits for them here."""
    server = ThreadingHTTPServer((HOST, 0), _Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    folder, port = tmp_path_factory.mktemp("proxy"), _free_port()
    text = re.sub(r"\b(\d+)s\b", lambda found: f"{int(found[1]) / 10}s", CADDYFILE.read_text())
    (folder / "Caddyfile").write_text(text.replace("{\n", "{\n\tadmin off\n", 1))
    upstream = f"{HOST}:{server.server_port}"
    env = {f"{name}_UPSTREAM": upstream for name in ("WEB", "INGEST", "S3")}
    env |= {"SITE_ADDRESS": f"http://{HOST}:{port}", "HOME": str(folder)}
    argv = [str(CADDY), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(argv, env=env, stdout=log, stderr=log)
    try:
        _await((HOST, port), process, folder / "log")
        yield HOST, port
    finally:
        process.terminate()
        process.wait(20)
        server.shutdown()
        server.server_close()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind((HOST, 0))
        return int(asked.getsockname()[1])


def _await(where: tuple[str, int], process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(where, 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text())


def opened(where: tuple[str, int], text: str) -> socket.socket:
    """A connection on which so much was said; reading waits far longer than the proxy may."""
    connection = socket.create_connection(where, 30)
    connection.sendall(text.replace("\n", "\r\n").encode())
    return connection


def test_half_a_head_is_not_waited_for(proxy: tuple[str, int]) -> None:
    with opened(proxy, "POST /auth/login HTTP/1.1\nHost: 127.0.0.1\nX: ") as connection:
        assert not connection.recv(65536).startswith(b"HTTP/1.1 200")


def test_what_goes_on_may_take_long(proxy: tuple[str, int]) -> None:
    """A file over a slow line."""
    with opened(proxy, "POST /api/upload HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 40000\n\n") as connection:
        for _ in range(20):
            connection.sendall(bytes(2000))
            time.sleep(0.1)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")


def test_who_promises_a_body_and_sends_none_does_not_reach_the_product(proxy: tuple[str, int]) -> None:
    """Ten thousand of them would be ten thousand connections to it, and everybody else's wait behind those."""
    paths = ["/auth/login", *(path for _, path in raw_routes()), "/videoflow/key"]
    _Answers.asked.clear()
    held = [opened(proxy, f"POST {path} HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 100\n\n") for path in paths]
    time.sleep(0.5)
    assert requests.post(f"http://{proxy[0]}:{proxy[1]}/auth/login?whole", data=b"{}", timeout=30).text == "2"
    assert _Answers.asked == ["/auth/login?whole"]
    for connection in held:
        # And once it is there, it is passed on.
        connection.sendall(bytes(100))
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        connection.close()
    assert sorted(_Answers.asked) == sorted([*paths, "/auth/login?whole"])


def raw_routes() -> list[tuple[str, str]]:
    """Method and path of every view that takes bytes and no JSON."""
    app = create_app()
    return sorted(
        (method, re.sub(r"<[^>]*>", "x", route.rule))
        for route in app.url_map.iter_rules()
        for method in (route.methods or set()) & {"POST", "PUT"}
        if not getattr(app.view_functions[route.endpoint], "takes_json", True)
    )


def test_only_what_takes_bytes_may_be_large(proxy: tuple[str, int]) -> None:
    url, size = f"http://{proxy[0]}:{proxy[1]}", 1024 * 1024
    assert requests.post(f"{url}/auth/login", data=bytes(size + 1), timeout=30).status_code == 413
    assert requests.post(f"{url}/auth/login", data=bytes(size), timeout=30).text == str(size)
    routes = raw_routes()
    assert len(routes) > 4
    for method, path in (*routes, ("PUT", "/videoflow/key")):
        assert requests.request(method, url + path, data=bytes(size + 1), timeout=30).text == str(size + 1), path


def test_pictures_may_be_as_large_as_pictures(proxy: tuple[str, int]) -> None:
    url = f"http://{proxy[0]}:{proxy[1]}/account/picture"
    assert requests.put(url, data=bytes(LARGEST_BYTES), timeout=30).text == str(LARGEST_BYTES)
    assert requests.put(url, data=bytes(LARGEST_BYTES + 1), timeout=30).status_code == 413


def test_voices_may_be_as_large_as_voices(proxy: tuple[str, int]) -> None:
    url = f"http://{proxy[0]}:{proxy[1]}/api/v1/annotations/voice-over"
    assert requests.post(url, data=bytes(LARGEST_VOICE), timeout=30).text == str(LARGEST_VOICE)
    assert requests.post(url, data=bytes(LARGEST_VOICE + 2 * 1024**2), timeout=30).status_code == 413


def test_it_waits_as_long_as_the_product_does() -> None:
    told = dict(re.findall(r"^\t\t\t(\w+) (\d+)s", CADDYFILE.read_text(), re.MULTILINE))
    assert {name: float(seconds) for name, seconds in told.items()} == {
        "read_header": patience.HEAD_SECONDS,
        "idle": patience.IDLE_SECONDS,
    }


def test_it_is_the_one_that_compose_starts() -> None:
    image = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["proxy"]["image"]
    version = subprocess.run([CADDY, "version"], capture_output=True, text=True, check=True).stdout.split()[0]
    assert image == f"caddy:{version.removeprefix('v')}-alpine"
