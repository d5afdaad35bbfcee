"""Sound as people send it, and voice-overs made of it."""

import io
import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.media.making import make

PATH = "/api/v1/annotations/voice-over"


@cache
def sound(seconds: float = 1.0, suffix: str = ".webm", volume: str = "1.0") -> bytes:
    """A tone, as a browser's recorder or a program has it."""
    encoder = {".webm": "libopus", ".ogg": "libopus", ".mp3": "libmp3lame", ".m4a": "aac", ".wav": "pcm_s16le"}[suffix]
    source = f"sine=frequency=440:duration={seconds},volume={volume}"
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"voice{suffix}"
        return make(path, "-f", "lavfi", "-i", source, "-c:a", encoder, "-b:a", "32k").read_bytes()


def speak(
    client: FlaskClient, headers: dict[str, str] | None, audio: bytes | None = None, **fields: Any
) -> TestResponse:
    """The documented form; `data` is written as JSON."""
    form = {name: json.dumps(value) if isinstance(value, dict) else str(value) for name, value in fields.items()}
    file = (io.BytesIO(sound() if audio is None else audio), "voice.webm")
    return client.post(PATH, headers=headers, data={**form, "audio_file": file}, content_type="multipart/form-data")
