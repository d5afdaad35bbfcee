"""Whether a player that only has a URL can seek in the recording behind it."""

import json
import subprocess

import requests

from app.domain.webm import WebmIndexer, ebml, ids

HEAD_BYTES = 1 << 20
# Keyframes of the recordings used here lie at most so far apart (seconds).
CUE_DISTANCE = 6.5
# The last frame's own duration may be missing.
LEEWAY = 0.1


def read_head(url: str) -> bytes:
    """What a player asks for first."""
    answer = requests.get(url, headers={"Range": f"bytes=0-{HEAD_BYTES - 1}"}, timeout=60)
    answer.raise_for_status()
    return answer.content


def check(url: str, head: bytes, seconds: float) -> None:
    """Raises AssertionError unless the object lasts `seconds`, has cues up to its end, and ffprobe lands at 90 %."""
    indexer = WebmIndexer()
    indexer.push(head)
    take = indexer.result().takes[0]
    declared = (take.head.declared_duration or 0) * take.head.timestamp_scale / 1e9
    assert abs(declared - seconds) < LEEWAY, f"{declared} s instead of {seconds} s"
    assert take.has_cues, "no Cues"
    assert take.head_length is not None
    times = _cue_times(head[: take.head_length], take.segment_data)
    stops = [*(time * take.head.timestamp_scale / 1e9 for time in times), declared]
    gaps = [after - before for before, after in zip([0.0, *stops], stops, strict=False)]
    assert max(gaps) < CUE_DISTANCE, f"no cue for {max(gaps)} s"
    landed = _seek(url, 0.9 * seconds)
    assert 0 <= 0.9 * seconds - landed < CUE_DISTANCE, f"a seek to {0.9 * seconds} s landed at {landed} s"


def _cue_times(head: bytes, position: int) -> list[int]:
    """Every CueTime, in ticks (RFC 9559, section 5.1.5)."""
    while position < len(head):
        element = ebml.read_header(head, position, len(head))
        assert element is not None, "the head is cut"
        if element.id == ids.CUES:
            points = _children(head, position + element.length, element.size)
            return [_first_uint(head, start, size) for start, size in points]
        position += element.length + element.size
    raise AssertionError("no Cues before the first Cluster")


def _children(data: bytes, position: int, size: int) -> list[tuple[int, int]]:
    found, stop = [], position + size
    while position < stop:
        child = ebml.read_header(data, position, stop)
        assert child is not None
        found.append((position + child.length, child.size))
        position += child.length + child.size
    return found


def _first_uint(data: bytes, position: int, size: int) -> int:
    start, length = _children(data, position, size)[0]
    return ebml.read_uint(data[start : start + length])


def _seek(url: str, seconds: float) -> float:
    """Where ffprobe's first video packet is after a seek (seconds)."""
    argv = ["ffprobe", "-v", "error", "-select_streams", "v", "-read_intervals", f"{seconds}%+#1"]
    argv += ["-show_entries", "packet=pts_time", "-of", "json", url]
    done = subprocess.run(argv, check=True, capture_output=True, text=True, timeout=120)
    return float(json.loads(done.stdout)["packets"][0]["pts_time"])
