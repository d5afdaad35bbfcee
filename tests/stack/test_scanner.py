"""The virus scanner of a stack: there where clamd is installed, with this machine's signatures where it has some."""

from pathlib import Path

import pytest

from scripts import scanner
from scripts.datadir import DataDir
from scripts.ports import PortBook
from scripts.scanner import OWN, Clamd
from scripts.stack import Stack, _scanning
from tests.support.scanner import EICAR


def test_the_app_is_told_where_it_is(services: Stack) -> None:
    assert services.scanner is not None
    assert services.env["CLAMD"] == services.scanner.url
    assert "clamd" in services.running


def test_without_clamd_there_is_no_scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.stack.find_clamd", lambda: None)
    with Stack(tmp_path) as stack:
        assert "CLAMD" not in stack.env
        assert _scanning(stack).startswith("none")


def test_real_signatures_are_used_where_there_are_some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    official = tmp_path / "official"
    official.mkdir()
    monkeypatch.setattr(scanner, "OFFICIAL", official)
    data, ports = DataDir(tmp_path / "data"), PortBook({})
    assert Clamd(data, ports, "clamd", official=True).signatures == OWN
    (official / "main.cvd").touch()
    assert Clamd(data, ports, "clamd", official=True).signatures == official
    assert Clamd(data, ports, "clamd", official=False).signatures == OWN
    data.release()


def test_our_own_signature_file_is_no_virus_itself() -> None:
    for path in OWN.iterdir():
        assert EICAR not in path.read_bytes()
