"""What a program that reads strangers' files could do if one of them took it over."""

import os
import socket
from pathlib import Path

import pytest

from app.errors import DiskFull
from app.media import confined, process
from app.media.process import Limits, ProcessFailed
from tests.media.making import MEDIA

ROOMY = Limits(seconds=30)
CAMERA = MEDIA / "chromium-camera-h264-opus.mp4"


def said(code: str, *arguments: str, limits: Limits = ROOMY) -> str:
    """What a program of a stranger's prints."""
    return process.run(["/usr/bin/python3", "-c", code, *arguments], limits).decode().strip()


def test_it_reaches_no_network_where_the_system_allows_walls() -> None:
    """And where it does not, the product knows."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = f"import socket; s = socket.socket(); print(s.connect_ex(('127.0.0.1', {port})))"
        assert (said(code) == "0") is not confined.is_apart()


def test_it_sees_no_files_and_no_processes_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, given = tmp_path / "data" / "secrets.json", tmp_path / "task" / "original"
    for path in (secret, given):
        path.parent.mkdir()
        path.write_text("words")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a secret")
    code = f"""
import os, sys
seen = [path for path in ("{secret}", "/etc/passwd", "{Path.home()}", "/proc/{os.getpid()}/environ", sys.argv[1])
        if os.path.exists(path)]
print(len(seen), "AWS_SECRET_ACCESS_KEY" in os.environ)
"""
    everything = 5 if not confined.is_apart() else 1
    assert said(code, str(given)) == f"{everything} False"


def test_it_reads_what_a_link_leads_to_and_writes_beside_it_only(tmp_path: Path) -> None:
    """As stages do with a recording that all of a machine share."""
    shared, folder = tmp_path / "shared", tmp_path / "task"
    shared.mkdir()
    folder.mkdir()
    (shared / "recording").write_bytes(CAMERA.read_bytes())
    (folder / "original").symlink_to(shared / "recording")
    argv = ["ffmpeg", "-v", "error", "-i", f"file:{folder}/original", "-c", "copy", "-f", "mp4", f"file:{folder}/copy"]
    process.run(argv, ROOMY)
    assert (folder / "copy").stat().st_size > 100_000
    before = set(shared.iterdir())
    code = "import sys; open(sys.argv[1] + '/../../shared/more', 'w')"
    if confined.is_apart():
        with pytest.raises(ProcessFailed):
            said(code, str(folder / "copy"))
    assert set(shared.iterdir()) == before


def test_it_has_limits(tmp_path: Path) -> None:
    names = ", ".join(f"r.RLIMIT_{name}" for name in ("AS", "CPU", "FSIZE", "CORE"))
    code = f"import resource as r; print([r.getrlimit(name)[1] for name in ({names})])"
    cores = os.cpu_count() or 1
    limits = Limits(seconds=9, memory=1 << 30, file=1 << 20)
    assert said(code, limits=limits) == str([1 << 30, 10 * cores, 1 << 20, 0])
    with pytest.raises((ProcessFailed, DiskFull)):
        said("import sys; open(sys.argv[1], 'wb').write(bytes(1 << 21))", str(tmp_path / "large"), limits=limits)
    assert (tmp_path / "large").stat().st_size <= 1 << 20


def test_without_bubblewrap_it_is_limited_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "is_apart", lambda: False)
    argv = confined.command(["ffmpeg", "-i", "file:/tmp/a"], 1, 1 << 30, 1 << 20)
    assert (argv[0], argv[-3:]) == ("/bin/sh", ["ffmpeg", "-i", "file:/tmp/a"])


@pytest.mark.parametrize("place", ["/", "/etc/passwd", "/dev/full", "/proc/self/maps", "/usr/bin/env"])
def test_no_folder_of_the_systems_is_given_away(place: str) -> None:
    walls = confined._walls(["ffmpeg", "-i", "file:/nowhere/x", place])
    assert "--bind" not in walls
