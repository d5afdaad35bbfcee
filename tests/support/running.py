"""Recordings of which bytes come piece by piece, and what is known of them."""

from pathlib import Path

from app.domain.webm import WebmIndexer
from app.domain.webm.model import Take
from app.services.ingest import connections
from app.services.videos import library
from tests.conftest import Person
from tests.support.webm_stretch import stretch

FIXTURES = Path(__file__).parents[1] / "fixtures"


def take_of(film: bytes) -> Take:
    """What the first start of the recorder wrote."""
    index = WebmIndexer()
    index.push(film)
    return index.result().takes[0]


FILM = (FIXTURES / "webm" / "chromium-vp9-opus.webm").read_bytes()
OTHER = (FIXTURES / "webm" / "chromium-vp8-opus.webm").read_bytes()
MP4 = (FIXTURES / "media" / "chromium-camera-h264-opus.mp4").read_bytes()
TAKE = take_of(FILM)
# Where a player can begin.
PLACES = [TAKE.segment_data + cue.position for cue in TAKE.cues]
# More than a part.
LONG = b"".join(stretch((FIXTURES / "media" / "chromium-camera-vp9-opus.webm").read_bytes(), 75))
LONG_TAKE = take_of(LONG)


class Recorder:
    """Sends a recording piece by piece."""

    def __init__(self, person: Person, title: str | None = None) -> None:
        self.video = library.start(person.id, title, None)
        self.caller = person.caller
        self.connection = connections.connect(self.video, self.caller)

    def send(self, data: bytes) -> None:
        """In chunks of 60 kB."""
        for at in range(0, len(data), 60_000):
            connections.append(self.connection, data[at : at + 60_000])

    def finish(self) -> None:
        """All was sent."""
        connections.finish(self.video, self.caller)
