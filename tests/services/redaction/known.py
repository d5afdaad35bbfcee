"""A recording with secrets on its screen, whose text is known."""

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from app.db.models import FrameText
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.domain.documents.words_json import to_json
from app.domain.playback.links import Link
from app.domain.redaction.kinds import Decision
from app.errors import VideoFlowError
from app.services.documents import frames, ocr, steps
from app.services.inspection import probing
from app.services.playback import signed_urls
from app.services.previews import poster, storyboard
from app.services.redaction import covering, deciding, finding
from app.services.transcode import stage
from app.settings import settings
from tests.conftest import Person
from tests.domain.redaction.screens import line
from tests.services.recorded import examined, quiet, recorded
from tests.support.secret_screen import ADDRESS, CARD, SCREENS, SECONDS

MADE = (probing.run, poster.run, storyboard.run, stage.run, frames.run, ocr.run, steps.run)
STRANGER = Caller(UUID(int=1), role="viewer")
SECRETS = (ADDRESS, CARD.replace(" ", ""))


def read(person: Person, film: Path) -> UUID:
    """A recording whose text is known, and was looked through."""
    video_id = examined(recorded(person.id, film))
    with transaction() as work:
        for (since, lines), until in zip(SCREENS, (2.0, 5.0, SECONDS), strict=True):
            shown = [line(text, top=0.1 + 0.16 * number, height=0.05) for number, text in enumerate(lines)]
            words = to_json(shown, 1, 1)
            said = {"text": "\n".join(lines), "words": words, "frame_key": f"videos/{video_id}/frames/x/{since}.jpg"}
            work.add(FrameText(video_id=video_id, timestamp=since, end=until, **said))
    finding.run(video_id)
    return video_id


def leads(key: str) -> bool:
    """Whether an address still leads to an object that was made for somebody else than the owner."""
    path = Link(key, 2**33, holder=f"u.{STRANGER.user_id}").path(settings().secret_key)
    try:
        signed_urls.read(key, dict(parse_qsl(urlsplit(path).query)))
    except VideoFlowError as refused:
        assert refused.code == "playback_refused"
        return False
    return True


def cover_all(video_id: UUID, owner: Caller) -> None:
    ids = [each.row.id for each in deciding.listing(video_id, owner).items]
    deciding.decide(video_id, owner, ids, Decision.BLURRED)
    covering.run(video_id, quiet)
