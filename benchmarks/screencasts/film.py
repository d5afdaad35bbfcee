"""Makes a film of a session: the page's pictures, the pointer, what always moves; coded as a recorder does."""

import subprocess
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from benchmarks.screencasts.pointer import Pixels, Point, Style, draw

RATE = 15
# What shows nothing new is left out, but for a frame a second, as recorders do.
_DECIMATED = "mpdecimate=max=15:hi=200:lo=80:frac=0.001"


@dataclass(frozen=True, slots=True)
class Coding:
    """How a recorder codes: `vp9` or `h264`, and bits a second."""

    codec: str
    bits: int


@dataclass(frozen=True, slots=True)
class Restless:
    """A part that never rests: a `film`, a camera `bubble`, a `clock` or a `spinner`, at `box` in pixels, in a time."""

    kind: str
    box: tuple[int, int, int, int]
    start: float = 0.0
    end: float = 1e9


@dataclass(slots=True)
class Reel:
    """All that is seen: pictures by the time they come to be, pointer positions by time, restless parts."""

    style: Style
    pictures: list[tuple[float, Pixels]] = field(default_factory=list)
    pointer: list[tuple[float, Point, str]] = field(default_factory=list)
    restless: list[Restless] = field(default_factory=list)

    def frames(self, duration: float) -> Iterator[Pixels]:
        """The film, RATE pictures a second."""
        times = [time for time, _ in self.pictures]
        for number in range(round(duration * RATE)):
            time = number / RATE
            picture = self.pictures[max(0, bisect_right(times, time) - 1)][1].copy()
            for part in self.restless:
                if part.start <= time < part.end:
                    _PAINTERS[part.kind](picture, part.box, time)
            self._point(picture, time)
            yield picture

    def _point(self, picture: Pixels, time: float) -> None:
        moments = [at for at, _, _ in self.pointer]
        number = bisect_right(moments, time) - 1
        if number >= 0:
            _, at, shape = self.pointer[number]
            draw(picture, at, shape, self.style)


def encode(frames: Iterator[Pixels], size: tuple[int, int], coding: Coding, path: Path) -> None:
    """Writes the file. Frames that show nothing new are left out, as a recorder's variable rate does."""
    width, height = size
    argv = ["ffmpeg", "-y", "-v", "error", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{width}x{height}"]
    argv += ["-r", str(RATE), "-i", "-", "-vf", f"{_DECIMATED},format=yuv420p", "-fps_mode", "vfr"]
    if coding.codec == "vp9":
        argv += ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-row-mt", "1", "-g", "120"]
    else:
        argv += [
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-tune",
            "zerolatency",
            "-profile:v",
            "baseline",
            "-g",
            "120",
        ]
    argv += ["-b:v", str(coding.bits), "-maxrate", str(2 * coding.bits), "-bufsize", str(2 * coding.bits)]
    with subprocess.Popen([*argv, str(path)], stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for frame in frames:
            process.stdin.write(frame.data)
        process.stdin.close()
    if process.returncode:
        raise RuntimeError(f"ffmpeg ended with {process.returncode}")


def _film(picture: Pixels, box: tuple[int, int, int, int], time: float) -> None:
    left, top, width, height = box
    rows, columns = np.mgrid[0 : height // 4, 0 : width // 4].astype(np.float32)
    waves = [np.sin(columns / (9 + 4 * n) + time * (2 + n)) * np.cos(rows / (7 + 3 * n) - time * 1.7) for n in range(3)]
    small = np.stack([(wave * 90 + 120) for wave in waves], axis=2).astype(np.uint8)
    picture[top : top + height, left : left + width] = cv2.resize(small, (width, height))


def _bubble(picture: Pixels, box: tuple[int, int, int, int], time: float) -> None:
    left, top, width, _ = box
    middle, radius = (left + width // 2, top + width // 2), width // 2
    sway = (int(6 * np.sin(time * 1.3)), int(4 * np.cos(time * 1.9)))
    cv2.circle(picture, middle, radius, (96, 88, 70), -1, cv2.LINE_AA)
    head = (middle[0] + sway[0], middle[1] - radius // 6 + sway[1])
    cv2.ellipse(
        picture, (head[0], head[1] + int(radius * 0.9)), (radius // 2, radius // 3), 0, 180, 360, (90, 60, 40), -1
    )
    cv2.circle(picture, head, int(radius * 0.42), (150, 175, 215), -1, cv2.LINE_AA)
    for side in (-1, 1):
        cv2.circle(picture, (head[0] + side * radius // 7, head[1] - radius // 12), 3, (40, 40, 40), -1, cv2.LINE_AA)
    mouth = 2 + int(3 * abs(np.sin(time * 7)))
    cv2.ellipse(
        picture, (head[0], head[1] + radius // 6), (radius // 8, mouth), 0, 0, 360, (60, 60, 140), -1, cv2.LINE_AA
    )


def _clock(picture: Pixels, box: tuple[int, int, int, int], time: float) -> None:
    left, top, width, height = box
    cv2.rectangle(picture, (left, top), (left + width, top + height), (60, 60, 60), -1)
    written = f"10:{41 + int(time) // 60:02d}:{int(time) % 60:02d}"
    cv2.putText(
        picture, written, (left + 6, top + height - 7), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (230, 230, 230), 1, cv2.LINE_AA
    )


def _spinner(picture: Pixels, box: tuple[int, int, int, int], time: float) -> None:
    left, top, width, _ = box
    middle = (left + width // 2, top + width // 2)
    cv2.ellipse(picture, middle, (width // 2 - 2, width // 2 - 2), time * 360, 0, 270, (200, 110, 70), 3, cv2.LINE_AA)


_PAINTERS = {"film": _film, "bubble": _bubble, "clock": _clock, "spinner": _spinner}
