"""Scratch directories vanish, whatever happens in them."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.errors import DiskFull
from app.media.scratch import scratch_folder, sweep_scratch


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


def age(folder: Path) -> None:
    """To the code, the folder was made some time ago."""
    os.utime(folder, (time.time() - 120,) * 2)


def test_what_a_killed_task_has_left_is_swept_and_a_living_one_keeps_its_folder(tmp_path: Path) -> None:
    code = f"""
import sys, time
from pathlib import Path
from app.media.scratch import scratch_folder
with scratch_folder(Path({str(tmp_path)!r})) as folder:
    (folder / "file").write_text("x")
    print(folder, flush=True)
    time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as task:
        assert task.stdout
        left = Path(task.stdout.readline().strip())
        age(left)
        assert sweep_scratch(tmp_path) == 0
        task.kill()
        task.wait()
    with scratch_folder(tmp_path) as living:
        age(living)
        assert sweep_scratch(tmp_path) == 1
        assert living.is_dir()
    assert not left.exists()


def test_a_folder_that_has_just_been_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "task-new").mkdir()
    assert sweep_scratch(tmp_path) == 0
    assert sweep_scratch(tmp_path / "nowhere") == 0
