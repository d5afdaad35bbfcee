"""A film of a screen on which a secret stands for a while; and what two engines read on pictures."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
import pytesseract

from app.ocr.choice import engine_of
from app.ocr.engine import Pixels

SIZE = (960, 540)
RATE = 10
ADDRESS = "anna.keller@example.com"
CARD = "4111 1111 1111 1111"
# Seconds from which each screen stands, and its lines.
SCREENS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (0.0, ("Settings", "Choose what is shown")),
    (2.0, ("Profile", f"Mail {ADDRESS}", f"Card {CARD}")),
    (5.0, ("Thank you", "Everything is saved")),
)
SECONDS = 7.0


def picture(lines: Iterable[str]) -> Pixels:
    """A screen."""
    shown = np.full((SIZE[1], SIZE[0], 3), 245, np.uint8)
    for row, text in enumerate(lines):
        at = (60, 90 + 90 * row)
        cv2.putText(shown, text, at, cv2.FONT_HERSHEY_SIMPLEX, 1.1, (30, 30, 30), 2, cv2.LINE_AA)
    return shown


def film(folder: Path) -> Path:
    """The recording, as a WebM."""
    path = folder / "secret.webm"
    argv = ["ffmpeg", "-y", "-v", "error", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{SIZE[0]}x{SIZE[1]}"]
    argv += ["-r", str(RATE), "-i", "-", "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2M"]
    with subprocess.Popen([*argv, "-g", "20", str(path)], stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for number in range(round(SECONDS * RATE)):
            lines = [lines for since, lines in SCREENS if since <= number / RATE][-1]
            process.stdin.write(picture(lines).data)
        process.stdin.close()
    assert process.returncode == 0
    return path


def pictures(path: Path, rate: float) -> list[Pixels]:
    """So many pictures a second of a film, or the one of a still; grey."""
    reader, found, number = cv2.VideoCapture(str(path)), [], 0
    every = max(1, round((reader.get(cv2.CAP_PROP_FPS) or 1) / rate))
    while (got := reader.read())[0]:
        if number % every == 0:
            found.append(cv2.cvtColor(got[1], cv2.COLOR_BGR2GRAY).astype(np.uint8))
        number += 1
    return found


def legible(grey: Pixels) -> str:
    """All that both engines read on a picture, without spaces and case."""
    lines = engine_of("ppocr", "en").read(grey).lines
    network = " ".join(line.text for line in lines)
    plain: str = pytesseract.image_to_string(grey, config="--psm 11")
    return "".join((network + " " + plain).lower().split())
