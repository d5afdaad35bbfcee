"""Stage `document`: from a recording to a guide a person would publish."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from app.db.models import DocumentStep, Video
from app.db.unit_of_work import transaction
from app.errors import StageSkipped
from app.media.pictures import decode_grey, liveliness
from app.services.documents import frames, ocr
from app.services.documents import steps as documents_steps
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import (
    GUIDE,
    MEDIA,
    SOUND_ONLY,
    Reports,
    examined,
    fetched,
    forget,
    quiet,
    recorded,
    scratch_is_empty,
    steps_of,
)

TRUTH = json.loads((MEDIA / "guide.json").read_text())


def read(person: Person, path: Path = GUIDE) -> UUID:
    video_id = recorded(person.id, path)
    examined(video_id)
    for stage in (frames, ocr):
        stage.run(video_id, quiet)
    return video_id


ADDRESS = "https://login.example.com/saml/metadata"
# The pointer of this recording rests on one thing only before it is gone; what else comes is called by its heading.
TITLES = [
    "Open Workspace overview",
    "Security settings",
    "Choose an identity provider",
    "Click Google Workspace",
    f"Type {ADDRESS}",
    "Connection works",
    "Audit log",
]


def test_the_guide_has_a_step_for_each_scene_and_for_what_was_typed(person: Person, tmp_path: Path) -> None:
    video_id, reports = read(person), Reports()
    documents_steps.run(video_id, reports)
    steps = steps_of(video_id)
    assert [step.title for step in steps] == TITLES
    for step, scene in zip([step for step in steps if step.kind != "type"], TRUTH["scenes"], strict=True):
        assert scene["start"] <= step.timestamp <= scene["start"] + 0.75
        assert set(scene["lines"]) - {ADDRESS} <= set(step.text.splitlines())
    for index, step in enumerate(steps):
        check_picture(step, index, tmp_path)
    assert reports.are_orderly
    assert scratch_is_empty()
    with transaction() as work:
        assert work.get_one(Video, video_id).title == "A recording"


def check_picture(step: DocumentStep, index: int, folder: Path) -> None:
    """It can be seen."""
    assert step.index == index
    assert step.image_key is not None and step.image_key.endswith(f"/{index:04d}.jpg")
    picture = fetched(step.image_key, folder)
    assert decode_grey(picture).shape == (720, 1280) and liveliness(picture) > 10


def test_a_recording_that_nobody_named_is_called_after_its_guide(person: Person) -> None:
    video_id = read(person)
    with transaction() as work:
        work.get_one(Video, video_id).title_is_ours = True
    documents_steps.run(video_id, quiet)
    with transaction() as work:
        video = work.get_one(Video, video_id)
        assert video.title in pages_of(video_id) and video.title_is_ours
    library.rename(video_id, person.caller, "Ours now")
    documents_steps.run(video_id, quiet)
    with transaction() as work:
        assert work.get_one(Video, video_id).title == "Ours now"


def test_who_gives_no_name_leaves_it_to_the_guide(person: Person) -> None:
    with transaction() as work:
        titles = {title: work.get_one(Video, library.start(person.id, title, None)) for title in (None, "Mine")}
        assert {title: video.title_is_ours for title, video in titles.items()} == {None: True, "Mine": False}


def pages_of(video_id: UUID) -> set[str | None]:
    """What the guide opens."""
    return {step.label for step in steps_of(video_id) if step.kind in ("open", "navigate")}


def test_a_recording_without_text_gets_no_steps(person: Person) -> None:
    video_id = read(person, MEDIA / "chromium-camera-vp9-opus.webm")
    documents_steps.run(video_id, quiet)
    assert steps_of(video_id) == []


@pytest.mark.slow
def test_twice_replaces_the_steps(person: Person) -> None:
    video_id = read(person)
    documents_steps.run(video_id, quiet)
    first = steps_of(video_id)
    documents_steps.run(video_id, quiet)
    second = steps_of(video_id)
    assert [step.title for step in first] == [step.title for step in second]
    assert {step.id for step in first}.isdisjoint(step.id for step in second)


def test_sound_alone_has_no_document(person: Person) -> None:
    video_id = recorded(person.id, SOUND_ONLY, "audio/webm")
    examined(video_id)
    with pytest.raises(StageSkipped):
        documents_steps.run(video_id, quiet)


def test_a_video_deleted_meanwhile_leaves_nothing_in_storage(person: Person, store: ObjectStore) -> None:
    video_id = read(person)

    def delete_in_between(progress: float) -> None:
        forget(video_id)

    with pytest.raises(StageSkipped, match="deleted"):
        documents_steps.run(video_id, delete_in_between)
    assert store.list_keys(keys.video_prefix(video_id)) == []
