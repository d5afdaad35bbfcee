"""Clips with a flash and a beep at a known moment, and how far apart they are in a file that was made of them."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

RATE = 16_000
# Seconds that are silent between two sounds.
SILENCE = 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """What a compiled file holds: codecs, seconds, when it first flashes, and when it beeps last."""

    video: str | None
    audio: str | None
    pixel_format: str | None
    size: tuple[int, int] | None
    frame_rate: str | None
    video_seconds: float
    audio_seconds: float
    flash: float | None
    beep: float | None

    @property
    def offset(self) -> float:
        """How many seconds the beep comes after the flash."""
        assert self.flash is not None and self.beep is not None, self
        return self.beep - self.flash


def make_picture(path: Path, flash: float, seconds: float, size: str = "320x240", rate: int = 30) -> Path:
    """A WebM of VP8 alone: dark, and white for 0.2 s at `flash`; something moves all the time."""
    source = (
        f"testsrc2=s={size}:r={rate}:d={seconds},lutyuv=y=val/4:u=128:v=128"
        f",drawbox=color=white:t=fill:enable='between(t,{flash},{flash + 0.2})'"
    )
    coding = ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "500k", "-g", "60"]
    return _make(path, source, *coding)


def make_sound(path: Path, beep: float, seconds: float) -> Path:
    """A WebM of Opus alone: silence, and a tone of 0.2 s at `beep`."""
    source = f"sine=frequency=1000:sample_rate=48000:d={seconds},volume=0:enable='not(between(t,{beep},{beep + 0.2}))'"
    return _make(path, source, "-c:a", "libopus", "-b:a", "64k")


def measure(path: Path) -> Measured:
    """Looks at the file as players show it: edit lists are heeded."""
    entries = "stream=codec_type,codec_name,width,height,pix_fmt,avg_frame_rate,duration"
    answer = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", entries, "-of", "json", str(path)], check=True, capture_output=True
    )
    streams: dict[str, dict[str, Any]] = {each["codec_type"]: each for each in json.loads(answer.stdout)["streams"]}
    video, audio = streams.get("video", {}), streams.get("audio", {})
    return Measured(
        video=video.get("codec_name"),
        audio=audio.get("codec_name"),
        pixel_format=video.get("pix_fmt"),
        size=(video["width"], video["height"]) if video else None,
        frame_rate=video.get("avg_frame_rate"),
        video_seconds=float(video.get("duration", 0.0)),
        audio_seconds=float(audio.get("duration", 0.0)),
        flash=_first_flash(path) if video else None,
        beep=_last_beep(path) if audio else None,
    )


def _first_flash(path: Path) -> float | None:
    """When the picture is bright for the first time, sampled every 10 ms."""
    filters = "scale=16:16,format=gray,fps=100:start_time=0"
    raw = _decode(path, "-map", "0:v:0", "-vf", filters, "-f", "rawvideo")
    brightness = np.frombuffer(raw, np.uint8).reshape(-1, 256).mean(axis=1)
    bright = np.flatnonzero(brightness > 150)
    return float(bright[0]) / 100 if len(bright) else None


def _last_beep(path: Path) -> float | None:
    """When its last sound begins, to the millisecond; what comes before the first sample counts as silence."""
    filters = f"aresample={RATE}:async=1:first_pts=0"
    raw = _decode(path, "-map", "0:a:0", "-af", filters, "-ac", "1", "-f", "f32le")
    loud = np.flatnonzero(np.abs(np.frombuffer(raw, np.float32)) > 0.03)
    begins = np.flatnonzero(np.diff(loud, prepend=-RATE) > SILENCE * RATE)
    return float(loud[begins[-1]]) / RATE if len(loud) else None


def _decode(path: Path, *options: str) -> bytes:
    command = ["ffmpeg", "-nostdin", "-v", "error", "-copyts", "-i", str(path), *options, "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _make(path: Path, source: str, *coding: str) -> Path:
    # As a recorder's: through a pipe, so without a duration and without an index.
    command = [
        "ffmpeg",
        "-nostdin",
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        source,
        *coding,
        "-f",
        "webm",
        "-live",
        "1",
        "-",
    ]
    path.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    return path
