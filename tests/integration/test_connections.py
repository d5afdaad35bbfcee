"""How the running web server reads requests."""

import json
import socket
from urllib.parse import urlsplit

from scripts.stack import Stack


def test_who_waits_to_go_on_is_told_to(stack: Stack) -> None:
    """Expect: 100-continue (RFC 9110, section 10.1.1), as curl and .NET send it: the body comes only then."""
    url = urlsplit(stack.urls["web"])
    body = json.dumps({"email": "nobody@example.org", "password": "wrong"}).encode()
    head = f"POST /auth/login HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Type: application/json\r\n"
    head += f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
    with socket.create_connection((str(url.hostname), url.port or 80), timeout=15) as link:
        link.sendall(head.encode())
        with link.makefile("rb") as answers:
            assert answers.readline().startswith(b"HTTP/1.1 100 ")
            assert answers.readline() == b"\r\n"
            link.sendall(body)
            assert answers.readline().startswith(b"HTTP/1.1 401 ")
