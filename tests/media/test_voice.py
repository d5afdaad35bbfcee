"""Voices as loud as one another, measured by ffmpeg itself."""

from pathlib import Path

import pytest

from app.domain.uploads.containers import Container
from app.media import hls, process, voice
from tests.support.voices import sound

LIMITS = process.Limits(seconds=60)


def evened(folder: Path, data: bytes) -> float | None:
    """The loudness of what is made of it."""
    path = folder / "sent"
    path.write_bytes(data)
    before = voice.measured(path, Container.WEBM, 0, LIMITS)
    filters = voice.even_filters(before)
    source = hls.Source(path, Container.WEBM, None, 0, 0.0)
    process.run(hls.sound_args(source, 6.0, 2.0, folder, filters), LIMITS)
    whole = folder / "whole.mp4"
    parts = [folder / "sound-init.mp4", *(part for _, part in hls.sound_segments(folder))]
    whole.write_bytes(b"".join(part.read_bytes() for part in parts))
    return voice.measured(whole, Container.MP4, 0, LIMITS)


@pytest.mark.parametrize("volume", ["0.08", "0.5", "4.0"])
def test_quiet_and_loud_ones_become_as_loud_as_others(tmp_path: Path, volume: str) -> None:
    made = evened(tmp_path, sound(6.0, volume=volume))
    assert made is not None
    print(f"volume {volume}: {made} LUFS")
    assert abs(made - voice.LOUDNESS) < 1.0


def test_silence_stays_silence(tmp_path: Path) -> None:
    assert evened(tmp_path, sound(6.0, volume="0")) is None


def test_what_would_be_noise_is_not_raised_without_end() -> None:
    assert voice.even_filters(-59.0).startswith("volume=30.00dB")
    assert voice.even_filters(None).startswith("volume=0.00dB")
