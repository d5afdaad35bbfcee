"""Stage `probe`: finds out what a video holds, and refuses what is none. Before that, one timeline is made of it.

A file may be played from here on: the scanner has passed it, and what is in it is known.
"""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import case

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import Source
from app.domain.uploads import admission
from app.domain.uploads.admission import Holding, Limits, Unplayed
from app.domain.uploads.containers import Container
from app.errors import VideoFlowError
from app.media.probe.decoding import silent_tracks
from app.media.probe.examine import MediaFacts, NoFrames, NotMedia, examine
from app.media.probe.streams import AudioStream
from app.services.inspection import timeline
from app.services.pipeline import source_media
from app.services.uploads import outcome
from app.settings import settings

# Its share of the work, where there is something to join.
_JOINING = 0.9
# A file in which so many tracks one after the other turn out to be damaged has only such.
_TRIES = 4


def run(video_id: UUID, report: Callable[[float], None]) -> None:
    """Fills in duration, size, width, height and media. Raises VideoFlowError for good: `not_a_video`, `no_frames`,
    `unsupported_codec`, `dimensions_too_large`, `too_long`. What was refused is played by nobody any more.
    """
    try:
        _find_out(video_id, report)
    except VideoFlowError as error:
        if not error.retryable:
            with transaction() as work:
                outcome.record(work, video_id, playable=False)
        raise


def _find_out(video_id: UUID, report: Callable[[float], None]) -> None:
    """1. One timeline: joined, straightened or left alone. 2. What is in it, by a look at every track that plays.
    3. All facts in one statement, and with them that it plays.
    """
    begun = _JOINING if timeline.run(video_id, lambda share: report(_JOINING * share)) else 0.0
    with source_media.downloaded(source_media.stored_key(video_id)) as path:
        report(begun + 0.3 * (1.0 - begun))
        size = path.stat().st_size
        facts = _examined(path)
    report(begun + 0.9 * (1.0 - begun))
    is_file = Video.source == Source.FILE
    with transaction() as work:
        outcome.record(
            work,
            video_id,
            duration=facts.duration,
            size=size,
            width=facts.video.width if facts.video else None,
            height=facts.video.height if facts.video else None,
            media=as_json(facts),
            playable=True,
            # A recording's bytes were indexed as they came; only of a file is it known now.
            seekable=case((is_file, _is_seekable(facts)), else_=Video.seekable),
        )
    report(1.0)


def as_json(facts: MediaFacts) -> dict[str, object]:
    """The facts as they are stored with the video; `fps` is measured, `rotation` degrees clockwise.

    `sounds` are all that one may choose from, `audio` is the one that is played where nobody does; `unplayed` are the
    tracks the video goes without.
    """
    return {
        "container": facts.container.value,
        "codecs": {
            "video": facts.video.codec if facts.video else None,
            "audio": facts.audio.codec if facts.audio else None,
        },
        "fps": facts.fps,
        "has_video": facts.video is not None,
        "has_audio": facts.audio is not None,
        "rotation": facts.video.rotation if facts.video else 0,
        "hdr": facts.video is not None and facts.video.is_hdr,
        "video": {"index": facts.video.index, **facts.video.details} if facts.video else None,
        "audio": {"index": facts.audio.index, **facts.audio.details} if facts.audio else None,
        "sounds": [_sound(sound) for sound in facts.sounds],
        "unplayed": [_unplayed(track) for track in facts.unplayed],
    }


def _sound(sound: AudioStream) -> dict[str, object]:
    said = {"codec": sound.codec, "channels": sound.details.get("channels"), "is_aside": sound.is_aside}
    return {"index": sound.index, "language": sound.language, "title": sound.title, **said}


def _unplayed(track: Unplayed) -> dict[str, object]:
    return {"kind": track.kind, "codec": track.codec, "damaged": track.is_damaged}


def _examined(path: Path) -> MediaFacts:
    """What the file holds that plays. A track from which nothing comes out is left out, and what is there instead is
    chosen. Raises VideoFlowError for good."""
    damaged: set[int] = set()
    try:
        for _ in range(_TRIES):
            facts = examine(path, damaged)
            # Limits come first: they bound what is decoded.
            refused = admission.refusal(_holding(facts), _limits())
            if refused:
                raise VideoFlowError(refused.code, refused.message, http_status=422)
            silent = silent_tracks(path, facts)
            if not silent:
                return facts
            damaged |= silent
        raise NoFrames("Not a single picture or sound of this video can be decoded: it is damaged.")
    except NotMedia as error:
        raise VideoFlowError(error.code, str(error), http_status=422) from error


def _holding(facts: MediaFacts) -> Holding:
    longest_side = facts.video.longest_side if facts.video else 0
    plays = facts.video is not None or facts.audio is not None
    return Holding(plays, facts.unplayed, longest_side, facts.duration)


def _limits() -> Limits:
    return Limits(settings().max_video_seconds, settings().max_video_pixels)


def _is_seekable(facts: MediaFacts) -> bool:
    """Players seek in a Matroska file by the length that its header says; the others carry an index, or need none."""
    return facts.says_duration or facts.container not in (Container.WEBM, Container.MATROSKA)
