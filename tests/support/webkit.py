"""WebKitGTK's MiniBrowser, which has Safari's engine, as tests want it: by WebDriver, on a screen that nobody sees."""

import base64
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import requests

from scripts.ports import PortBook

DRIVER = "/usr/bin/WebKitWebDriver"
# A camera and a microphone that it makes up itself, and no question before they are used.
ARGUMENTS = (
    "--automation",
    "--autoplay-policy=allow",
    "--enable-mock-capture-devices=true",
    "--enable-media-stream=true",
)
ANSWERS_WITHIN = 60.0
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class WebKit:
    """One window of the browser."""

    def __init__(self, session: str) -> None:
        self._session = session

    def open(self, url: str) -> None:
        """Returns once the page is loaded."""
        self._post("url", url=url)

    def run(self, script: str, *given: Any) -> Any:
        """Runs a function's body in the page, with `arguments`; a promise it returns is waited for."""
        return self._post("execute/sync", script=script, args=given)

    def wait_for(self, condition: str, seconds: float = 30.0) -> None:
        """Returns when the expression is true in the page. Raises AssertionError with what is shown instead."""
        deadline = time.monotonic() + seconds
        while not self.run(f"return Boolean({condition});"):
            assert time.monotonic() < deadline, (condition, self.run("return document.body.innerText;"))
            time.sleep(0.2)

    def wait_for_text(self, text: str, seconds: float = 30.0) -> None:
        """Returns when the page shows the text."""
        self.wait_for(f"document.body.innerText.includes({text!r})", seconds)

    def press(self, name: str) -> None:
        """Presses the button, link or entry of a menu of that name, as by mouse, once it is there."""
        find = f"""
          [...document.querySelectorAll("button, a, label, [role^=menuitem]")].find((each) =>
            each.checkVisibility() && (each.getAttribute("aria-label") ?? each.innerText).trim().startsWith({name!r}))
        """
        self.wait_for(find)
        element = self.run(f"return {find.strip()};")
        self._post(f"element/{element[_ELEMENT]}/click")

    def choose_file(self, selector: str, path: Path) -> None:
        """Gives a file input of the page a file."""
        element = self._post("element", using="css selector", value=selector)
        self._post(f"element/{element[_ELEMENT]}/value", text=str(path))

    def picture(self, target: Path) -> None:
        """Saves what is shown, as PNG."""
        target.write_bytes(base64.b64decode(self._ask("GET", "screenshot")))

    def _post(self, path: str, **body: Any) -> Any:
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        answer = requests.request(method, f"{self._session}/{path}", json=body, timeout=ANSWERS_WITHIN)
        value = answer.json()["value"]
        assert answer.ok, value
        return value


@contextmanager
def open_webkit() -> Iterator[WebKit]:
    """A browser of its own, with a screen and a home of its own."""
    port = PortBook({}).get("webkit")
    with TemporaryDirectory() as home:
        env = {**os.environ, "HOME": home, "XDG_RUNTIME_DIR": home, "LIBGL_ALWAYS_SOFTWARE": "1"}
        command = ["xvfb-run", "-a", "-s", "-screen 0 1280x900x24", DRIVER, f"--port={port}"]
        driver = subprocess.Popen(command, env=env, start_new_session=True)
        try:
            yield from _session(f"http://127.0.0.1:{port}/session")
        finally:
            os.killpg(driver.pid, 15)
            driver.wait()


def _session(address: str) -> Iterator[WebKit]:
    options = {"webkitgtk:browserOptions": {"binary": _minibrowser(), "args": list(ARGUMENTS)}}
    asked = {"capabilities": {"alwaysMatch": options}}
    deadline = time.monotonic() + ANSWERS_WITHIN
    while True:
        try:
            answer = requests.post(address, json=asked, timeout=ANSWERS_WITHIN)
            break
        except requests.ConnectionError:
            assert time.monotonic() < deadline, "the driver does not answer"
            time.sleep(0.2)
    assert answer.ok, answer.text
    session = f"{address}/{answer.json()['value']['sessionId']}"
    try:
        yield WebKit(session)
    finally:
        requests.delete(session, timeout=ANSWERS_WITHIN)


def _minibrowser() -> str:
    (found,) = Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser")
    return str(found)
