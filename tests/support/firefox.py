"""Debian's Firefox as tests want it: a fake camera and microphone, no questions, and no talk with the outside."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from scripts.stack import ROOT

Preference = str | int | bool

PREFERENCES: dict[str, Preference] = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.autoplay.default": 0,
    "dom.storageManager.prompt.testing": True,
    "dom.storageManager.prompt.testing.allow": True,
    # It asks for experiments, filters and whether there is a network; none of it is wanted here.
    "app.normandy.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "http://127.0.0.1:9",
}


@contextmanager
def open_firefox(env: Mapping[str, str] | None = None, **preferences: Preference) -> Iterator[Browser]:
    """A headless Firefox; `preferences` are added to the usual ones, with `__` for each dot in their names.

    `env` is added to this program's environment: without a sound device in it, no AudioContext runs.
    """
    added = {name.replace("__", "."): value for name, value in preferences.items()}
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=_bridge_in(Path(folder)),
            firefox_user_prefs={**PREFERENCES, **added},
            env={**os.environ, **(env or {})},
        )
        try:
            yield browser
        finally:
            browser.close()


def through(port: int) -> dict[str, Preference]:
    """The browser reaches even this machine only by the SOCKS proxy at a port."""
    return {
        "network__proxy__type": 1,
        "network__proxy__socks": "127.0.0.1",
        "network__proxy__socks_port": port,
        "network__proxy__socks_version": 5,
        "network__proxy__allow_hijacking_localhost": True,
    }


def _bridge_in(folder: Path) -> Path:
    """Playwright starts a file."""
    path = folder / "firefox"
    path.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -m tests.support.bidi_bridge "$@"\n')
    path.chmod(0o755)
    return path
