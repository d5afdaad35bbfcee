"""Scratch directories vanish, whatever happens in them."""

from pathlib import Path

import pytest

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
