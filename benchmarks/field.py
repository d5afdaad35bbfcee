"""Files that other products' users stumbled over, sent to the running product: lengths, seconds, tracks, colours.

    python -m benchmarks.field [--only NAME …]

Prints a Markdown table: what is right, and what became of it. Ends with status 1 where something is not right.
"""

import argparse
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import requests

from scripts.client import JSON, Client, Refused
from scripts.stack import Stack
from tests.support.field import FILES, FieldFile
from tests.support.seconds_coded import beeps, seconds_shown

_PATIENCE_SECONDS = 300.0
_PIECE = 100_000
# A frame, and what sound encoders add.
_CLOSE_SECONDS = 0.13
# Two roundings and a JPEG.
_CLOSE_COLOUR = 6


@dataclass(slots=True)
class Became:
    """What a file became; empty where there is nothing to look at."""

    end: str
    seconds: float | None = None
    shown: tuple[int, ...] = ()
    beeps: tuple[float, ...] = ()
    size: tuple[int, int] | None = None
    rgb: tuple[int, int, int] | None = None
    luma: int | None = None
    yuv: tuple[int, int, int] | None = None
    sounds: int | None = None
    codes: tuple[str, ...] = ()
    faults: list[str] = field(default_factory=list)


def main() -> None:
    """Sends them all and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", metavar="NAME", help="these files alone")
    options = parser.parse_args()
    wanted = [each for each in FILES if not options.only or each.name in options.only]
    with tempfile.TemporaryDirectory(prefix="videoflow-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL may have to run as another account, and must get in
        with Stack(folder / "data", durable=False) as stack:
            stack.start_services()
            stack.migrate()
            stack.start_app()
            stack.wait_ready()
            client = Client.register(stack.urls["web"])
            faulty = sum(_print(each, examine(client, each, folder)) for each in wanted)
    print(f"\n{len(wanted)} files; {faulty} did not become what is right.")
    if faulty:
        raise SystemExit(1)


def examine(client: Client, file: FieldFile, folder: Path) -> Became:
    """Sends one file and looks at what it became."""
    place = folder / f"field-{file.name}"
    place.mkdir()
    try:
        video_id = _recorded(client, file, place) if file.recorded else _sent(client, file, place)
    except Refused as refused:
        found = Became(str(refused.code))
    else:
        video = client.wait_for(video_id, _is_over, _PATIENCE_SECONDS)
        found = _looked_at(video, place)
    found.faults += _faults(file, found)
    return found


def _sent(client: Client, file: FieldFile, folder: Path) -> str:
    with file.build(folder).open("rb") as content:
        answer: JSON = client.call("POST", "/api/v1/videos", files={"file": (file.name, content)})
    return str(answer["id"])


def _recorded(client: Client, file: FieldFile, folder: Path) -> str:
    data = file.build(folder).read_bytes()
    started = client.start(str(file.recorded))
    size = client.send_by_rest(started, (data[at : at + _PIECE] for at in range(0, len(data), _PIECE)))
    client.finish_by_rest(started, size)
    return str(started["video_id"])


def _is_over(video: JSON) -> bool:
    return video["status"] in {"done", "failed"} and not any(
        stage["state"] in {"pending", "running"} for stage in video["stages"]
    )


def _looked_at(video: JSON, folder: Path) -> Became:
    found = Became((video["error"] or {}).get("code", video["status"]), video["duration"])
    failed = [stage["name"] for stage in video["stages"] if stage["state"] == "failed"]
    if failed and video["status"] == "done":
        found.faults.append(f"failed: {', '.join(failed)}")
    media = video.get("media")
    if media:
        found.sounds, found.codes = len(media["sounds"]), tuple(each["codec"] for each in media["unplayed"])
    if video["playback"]:
        _look_at_what_plays(found, video, folder)
    return found


def _look_at_what_plays(found: Became, video: JSON, folder: Path) -> None:
    playback = video["playback"]
    if video["status"] == "failed":
        found.faults.append("plays though it failed")
    if playback["poster_url"]:
        _look_at_poster(found, requests.get(playback["poster_url"], timeout=30).content)
    if playback["download_url"]:
        path = folder / "download.mp4"
        path.write_bytes(requests.get(playback["download_url"], timeout=60).content)
        _look_at_film(found, path)


def _look_at_poster(found: Became, jpeg: bytes) -> None:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        found.faults.append("the poster is no picture")
        return
    height, width = picture.shape[:2]
    middle = picture[height // 2 - 8 : height // 2 + 8, width // 2 - 8 : width // 2 + 8].reshape(-1, 3)
    blue, green, red = (round(float(each)) for each in np.median(middle, axis=0))
    found.size, found.rgb = (width, height), (red, green, blue)
    found.luma = round(0.299 * red + 0.587 * green + 0.114 * blue)


def _look_at_film(found: Became, path: Path) -> None:
    argv = ["ffprobe", "-v", "error", "-of", "csv=p=0"]
    kinds = _output(*argv, "-show_entries", "stream=codec_type", str(path)).split()
    seconds = float(_output(*argv, "-show_entries", "format=duration", str(path)).strip())
    if found.seconds is not None and abs(seconds - found.seconds) > _CLOSE_SECONDS:
        found.faults.append(f"the download has {seconds:.1f} s")
    if "audio" in kinds:
        found.beeps = tuple(beeps(path))
    if "video" in kinds:
        found.shown = tuple(seconds_shown(path, *(second + 0.5 for second in range(min(30, int(seconds + 0.2))))))
        found.yuv = _yuv(path)


def _yuv(path: Path) -> tuple[int, int, int]:
    """The middle of the first frame, as coded."""
    crop = "crop=16:16:(iw-16)/2:(ih-16)/2,format=yuv444p"
    argv = ["ffmpeg", "-v", "error", "-i", str(path), "-frames:v", "1", "-vf", crop, "-f", "rawvideo", "-"]
    planes = np.frombuffer(subprocess.run(argv, check=True, capture_output=True).stdout, np.uint8).reshape(3, -1)
    y, u, v = (round(float(np.median(plane))) for plane in planes)
    return y, u, v


def _output(*argv: str) -> str:
    return subprocess.run(argv, check=True, capture_output=True, text=True).stdout


def _faults(file: FieldFile, found: Became) -> list[str]:
    """What is not as it should be."""
    right = file.right
    if right.refused or found.end != "done":
        return [] if found.end == right.refused else [f"should be {right.refused or 'done'}"]
    checks = [
        (_holds(right.seconds, lambda: _is_near(found.seconds, right.seconds)), "length"),
        (_holds(right.shown, lambda: found.shown == right.shown), "seconds shown"),
        (_holds(right.beeps, lambda: _are_on_time(found.beeps, right.beeps)), "beeps"),
        (_holds(right.size, lambda: found.size == right.size), "size of the poster"),
        (_holds(right.rgb, lambda: _is_like(found.rgb, right.rgb)), "colour of the poster"),
        (_holds(right.luma, lambda: _is_within(found.luma, right.luma)), "brightness of the poster"),
        (_holds(right.yuv, lambda: _is_like(found.yuv, right.yuv)), "colour of the video"),
        (right.sounds in (None, found.sounds), "sounds to choose from"),
        (right.codes == found.codes, "what is said to be unplayable"),
    ]
    return [word for holds, word in checks if not holds]


def _holds(expected: object, check: Callable[[], bool]) -> bool:
    """Whether what is expected, where anything is, came."""
    return expected is None or expected == () or check()


def _is_within(found: int | None, right: tuple[int, int] | None) -> bool:
    return found is not None and right is not None and right[0] <= found <= right[1]


def _is_near(found: float | None, right: float | None) -> bool:
    return found is not None and right is not None and abs(found - right) <= _CLOSE_SECONDS


def _are_on_time(found: tuple[float, ...], count: int | None) -> bool:
    """One at each whole second, from the first on."""
    wanted = [float(second) for second in range(count or 0)]
    return len(found) >= len(wanted) and all(map(_is_near, found, wanted))


def _is_like(found: tuple[int, int, int] | None, right: tuple[int, int, int] | None) -> bool:
    pairs = zip(found or (), right or (), strict=False)
    return found is not None and all(abs(one - other) <= _CLOSE_COLOUR for one, other in pairs)


_HEAD = "| kind | file | what it is | right | became | seconds | seconds shown | beeps | poster | video | tracks | |"


def _print(file: FieldFile, found: Became) -> bool:
    """Prints a row; returns whether something is wrong."""
    if file is FILES[0]:
        print(f"{_HEAD}\n|{'---|' * 12}", flush=True)
    name = file.name if file.is_own else f"**{file.name}**"
    cells = [file.kind, name, file.what, _expected(file), found.end, _number(found.seconds), *_seen(file, found)]
    print(f"| {' | '.join(cells)} | {'; '.join(found.faults) or 'ok'} |", flush=True)
    return bool(found.faults)


def _expected(file: FieldFile) -> str:
    right = file.right
    said = [
        ("{:g} s", right.seconds),
        ("poster {}", _by(right.size)),
        ("RGB {}", _joined(right.rgb)),
        ("luma {}", _joined(right.luma)),
        ("YCbCr {}", _joined(right.yuv)),
        ("{} to hear", right.sounds),
        ("without {}", _joined(right.codes)),
        ("`{}`", right.refused),
    ]
    return _filled(said)


def _seen(file: FieldFile, found: Became) -> list[str]:
    """Cells of what was measured, each only where it says something about the file."""
    right = file.right
    poster = [("{}", _by(found.size) or "none"), ("RGB {}", _joined(right.rgb and found.rgb))]
    poster += [("luma {}", right.luma and found.luma)]
    tracks = [("{} to hear", found.sounds), ("without {}", _joined(found.codes))]
    return [
        _joined(right.shown and found.shown),
        _joined(found.beeps) if right.beeps is not None else "",
        _filled(poster),
        _filled([("YCbCr {}", _joined(right.yuv and found.yuv))]),
        _filled(tracks),
    ]


def _filled(said: Sequence[tuple[str, object]]) -> str:
    return ", ".join(form.format(value) for form, value in said if value not in (None, ""))


def _by(size: tuple[int, int] | None) -> str:
    return "×".join(map(str, size or ()))


def _joined(values: Sequence[object] | None) -> str:
    return " ".join(map(str, values or ()))


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    main()
