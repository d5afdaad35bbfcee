"""Damages one track of a file and leaves the others as they are."""

import subprocess
from pathlib import Path


def emptied(path: Path, stream: int) -> Path:
    """Overwrites every packet of a stream with bytes that no decoder takes; returns the path."""
    argv = ["ffprobe", "-v", "error", "-select_streams", str(stream), "-show_entries", "packet=pos,size"]
    rows = subprocess.run([*argv, "-of", "csv=p=0", str(path)], check=True, capture_output=True, text=True).stdout
    data = bytearray(path.read_bytes())
    for row in rows.split():
        size, at = (int(cell) for cell in row.split(",")[:2])
        data[at : at + size] = b"\xff" * size
    path.write_bytes(data)
    return path
