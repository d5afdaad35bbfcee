"""Stage `transcode`: every size of the ladder, the sound, and an MP4."""

from uuid import UUID

from sqlalchemy import select

from app.db.models import Rendition
from app.db.session import transaction
from app.services import probing, transcoding
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import MEDIA, Reports, quiet, recorded, row, scratch_is_empty


def renditions_of(video_id: UUID) -> dict[str, Rendition]:
    """The renditions that are delivered, by name."""
    run = (row(video_id).hls or {}).get("run")
    query = select(Rendition).where(Rendition.video_id == video_id, Rendition.run == run).order_by(Rendition.id)
    with transaction() as session:
        return {each.name: each for each in session.scalars(query)}


def test_a_recording_gets_its_ladder(person: Person, store: ObjectStore) -> None:
    video_id, reports = recorded(person.id, MEDIA / "chromium-camera-vp9-opus.webm"), Reports()
    probing.run(video_id, quiet)
    transcoding.run(video_id, reports)
    video, made = row(video_id), renditions_of(video_id)
    assert list(made) == ["720p", "480p", "360p", "240p", "audio"]
    assert made["720p"].codecs == "avc1.64001f"
    assert made["audio"].codecs == "mp4a.40.2"
    assert video.hls is not None and video.hls["target"] == 4
    assert video.download_key == keys.download(video_id, video.hls["run"])
    head = store.head(video.download_key)
    assert head is not None and head.size == video.download_size
    assert reports.are_orderly
    assert scratch_is_empty()
