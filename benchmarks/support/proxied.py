"""The product behind the proxy that docker-compose puts before it: Caddy, with the file of deploy/proxy."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from scripts.ports import HOST, PortBook, answers
from scripts.stack import ROOT, Stack

_START_SECONDS = 20.0


@contextlib.contextmanager
def behind(caddy: Path | None, stack: Stack) -> Iterator[str]:
    """Starts this Caddy before a stack that runs with TRUSTED_PROXIES=1; yields the address to ask, without one the
    stack's own. Raises TimeoutError when it does not listen.
    """
    if caddy is None:
        yield stack.urls["web"]
        return
    book = PortBook({})
    web = stack.urls["web"].removeprefix("http://")
    url = f"http://{HOST}:{book.get('proxy')}"
    home = stack.logs / "caddy"
    told = {
        "SITE_ADDRESS": url,
        "CADDY_ADMIN": f"{HOST}:{book.get('admin')}",
        "WEB_UPSTREAM": web,
        "INGEST_UPSTREAM": web,
        "S3_UPSTREAM": stack.urls["s3"].removeprefix("http://"),
        "HOME": str(home),
    }
    command = [caddy, "run", "--adapter", "caddyfile", "--config", ROOT / "deploy/proxy/Caddyfile"]
    home.mkdir(exist_ok=True)
    with (home / "log").open("wb") as log, subprocess.Popen(command, env=os.environ | told, stderr=log) as process:
        try:
            _wait(book.get("proxy"))
            yield url
        finally:
            process.terminate()


def _wait(port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not answers(port):
        if time.monotonic() > deadline:
            raise TimeoutError("the proxy does not listen")
        time.sleep(0.1)
