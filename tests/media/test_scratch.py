"""Scratch directories vanish, whatever happens in them."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import DiskFull
from app.media.scratch import scratch_folder

ROOT = Path(__file__).parents[2]


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


HOLD = """
import sys, time
from pathlib import Path
from app.media.scratch import scratch_folder
with scratch_folder(Path(sys.argv[1])) as folder:
    (folder / "file").write_text("x")
    print(folder, flush=True)
    time.sleep(3600)
"""


def test_what_a_killed_worker_left_goes_and_what_is_held_stays(tmp_path: Path) -> None:
    workers = [
        subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT, text=True)
        for _ in range(2)
    ]
    folders = [Path(worker.stdout.readline().strip()) for worker in workers if worker.stdout]
    workers[0].kill()
    workers[0].wait()
    assert all(folder.exists() for folder in folders)
    with scratch_folder(tmp_path) as folder:
        assert set(tmp_path.iterdir()) == {folders[1], folder}
    assert (folders[1] / "file").read_text() == "x"
    workers[1].kill()
    workers[1].wait()
    for worker in workers:
        assert worker.stdout
        worker.stdout.close()


def test_folders_of_one_process_do_not_sweep_each_other(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as one, scratch_folder(tmp_path) as other:
        assert set(tmp_path.iterdir()) == {one, other}
