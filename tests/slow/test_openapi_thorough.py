"""The API against its own description: thousands of requests, and chains in which each uses what came before."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.client import Client
from scripts.stack import Stack

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# They would end the session that all other requests are made with; and oEmbed's own specification asks for a 501.
LEFT_OUT = "/auth/(logout|refresh)|/oembed"


@pytest.mark.parametrize(("phases", "examples"), [("examples,coverage,fuzzing", 40), ("stateful", 150)])
def test_what_is_answered_is_described(
    stack: Stack, tmp_path: Path, capsys: pytest.CaptureFixture[str], phases: str, examples: int
) -> None:
    """Invariant 8, and no status that nobody wrote down."""
    client = Client.register(stack.urls["web"])
    argv = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{stack.urls['web']}/openapi.json"]
    argv += ["-H", f"Authorization: Bearer {client.token}", "--exclude-path-regex", LEFT_OUT]
    argv += ["--phases", phases, "--checks", CHECKS, "--max-examples", str(examples), "--seed", "1"]
    argv += ["--suppress-health-check", "all", "--continue-on-failure", "--no-shrink", "--warnings", "off"]
    done = subprocess.run(argv, cwd=tmp_path, capture_output=True, text=True, timeout=1800)
    with capsys.disabled():
        print(f"\n{phases}: {_counted(done.stdout)}")
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]


def _counted(said: str) -> str:
    """How many cases there were, in the tool's own words."""
    return "; ".join(" ".join(line.split()) for line in said.splitlines() if "generated" in line or "scenarios" in line)
