"""Whatever is made again: a URL that somebody has gives the same bytes until it ends, and then they are gone."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
import requests

from app.services.documents import frames, ocr
from app.services.documents import steps as documents_steps
from app.services.inspection import timeline
from app.services.multitrack import compiling
from app.services.operations import purging
from app.services.pipeline import outputs
from app.services.playback import signed_urls
from app.services.previews import poster, storyboard
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import (
    GUIDE,
    examined,
    frames_of,
    garbage_is_due,
    quiet,
    recorded,
    row,
    steps_of,
)
from tests.services.tracked import record
from tests.support.followed import followed
from tests.support.sync_measure import make_picture
from tests.support.takes import finished, recorder_wrote

Prepare = Callable[[UUID, Path], UUID]


def probed(owner_id: UUID, folder: Path) -> UUID:
    """A recording that was examined."""
    video_id = recorded(owner_id, GUIDE)
    examined(video_id)
    return video_id


def read(owner_id: UUID, folder: Path) -> UUID:
    """A recording whose frames were read."""
    video_id = probed(owner_id, folder)
    frames.run(video_id, quiet)
    ocr.run(video_id, quiet)
    return video_id


def restarted(owner_id: UUID, folder: Path) -> UUID:
    """A recording whose recorder was started twice."""
    return finished(owner_id, *[recorder_wrote("webm/chromium-vp8-opus.webm")] * 2)


def two_tracks(owner_id: UUID, folder: Path) -> UUID:
    """A session that waits to be compiled."""
    return record(owner_id, make_picture(folder / "picture.webm", flash=0.2, seconds=0.6))


STAGES: dict[str, tuple[Prepare, Callable[..., object]]] = {
    "join": (restarted, timeline.run),
    "compile": (two_tracks, compiling.run),
    "poster": (probed, poster.run),
    "storyboard": (probed, storyboard.run),
    "frames": (probed, frames.run),
    "document": (read, documents_steps.run),
}


def named(video_id: UUID) -> set[str]:
    """Every object that the video's rows name."""
    video = row(video_id)
    found = [
        video.s3_key,
        video.poster_key,
        video.first_still_key,
        video.preview_key,
        *(video.storyboard or {}).get("sprites", []),
    ]
    found += [frame.frame_key for frame in frames_of(video_id)] + [step.image_key for step in steps_of(video_id)]
    return {key for key in found if key}


def got(url: str) -> bytes | None:
    answer = requests.get(followed(url), timeout=10)
    return answer.content if answer.status_code == 200 else None


@pytest.mark.parametrize("name", STAGES)
def test_made_again(person: Person, store: ObjectStore, tmp_path: Path, name: str) -> None:
    prepare, stage = STAGES[name]
    video_id = prepare(person.id, tmp_path)
    if name != "join":
        stage(video_id, quiet)
    handed_out = {key: signed_urls.sign(key).url for key in named(video_id)}
    before = {key: got(url) for key, url in handed_out.items()}
    assert before and all(before.values())
    stage(video_id, quiet)
    replaced = handed_out.keys() - named(video_id)
    assert replaced
    outputs.sweep()
    assert {key: got(url) for key, url in handed_out.items()} == before
    garbage_is_due()
    outputs.sweep()
    assert {key for key, url in handed_out.items() if got(url) is None} == replaced
    assert all(store.head(key) for key in named(video_id))
    library.delete(video_id, person.caller)
    purging.purge(video_id)
    assert store.list_keys(keys.video_prefix(video_id)) == []
