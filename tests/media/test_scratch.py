"""Scratch directories vanish, whatever happens in them."""

from pathlib import Path

import pytest

from app.errors import DiskFull
from app.media.scratch import scratch_folder


def test_the_folder_is_gone_afterwards(tmp_path: Path) -> None:
    root = tmp_path / "deep" / "scratch"
    with scratch_folder(root) as folder:
        (folder / "file").write_text("x")
        assert folder.parent == root
    assert list(root.iterdir()) == []


def test_the_folder_is_gone_after_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="fault"), scratch_folder(tmp_path) as folder:
        (folder / "file").write_text("x")
        raise RuntimeError("fault")
    assert list(tmp_path.iterdir()) == []


def test_no_room_is_said_as_what_it_is(tmp_path: Path) -> None:
    """/dev/full is a disk without room (full(4))."""
    with pytest.raises(DiskFull) as caught, scratch_folder(tmp_path):
        Path("/dev/full").write_bytes(b"x")
    assert (caught.value.code, caught.value.retryable) == ("disk_full", True)
    with pytest.raises(FileNotFoundError), scratch_folder(tmp_path) as folder:
        (folder / "nothing").read_bytes()
