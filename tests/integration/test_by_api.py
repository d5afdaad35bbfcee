"""The README's section "By API", as it stands there, by curl and with an API token alone."""

import os
import re
import subprocess
from pathlib import Path

import requests

from scripts.client import Client
from scripts.stack import Stack
from tests.integration.test_pipeline import CAMERA

README = Path(__file__).parents[2] / "README.md"


def commands() -> str:
    """What the section says to type."""
    section = README.read_text().partition("## By API")[2].partition("\n## ")[0]
    found = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert found
    return found[1]


def test_a_program_records_shares_and_watches(stack: Stack, api: Client, tmp_path: Path) -> None:
    wish = {"name": "README", "scopes": ["read", "write", "record"]}
    made = api.call("POST", "/account/tokens", json=wish)
    (tmp_path / "recording.webm").write_bytes(CAMERA)
    env = {"PATH": os.environ["PATH"], "VF": stack.urls["web"], "TOKEN": made["token"]}
    argv = ["bash", "-euo", "pipefail", "-c", commands()]
    done = subprocess.run(argv, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    link = done.stdout.splitlines()[-1]
    watched = (tmp_path / "watched.webm").read_bytes()
    # The same recording behind a new head.
    assert watched[:4] == b"\x1a\x45\xdf\xa3"
    assert abs(len(watched) - len(CAMERA)) < 100_000
    guest = requests.get(f"{stack.urls['web']}/api/links/{link.rpartition('/')[2]}", timeout=10)
    assert (guest.status_code, guest.json()["title"]) == (200, "By a program")
    api.call("DELETE", f"/account/tokens/{made['id']}")
    refused = requests.get(
        f"{stack.urls['web']}/video/", headers={"Authorization": f"Bearer {made['token']}"}, timeout=10
    )
    assert refused.status_code == 401
