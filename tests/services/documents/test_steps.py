"""Stage `document`: from a recording to a guide a person would publish."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from app.errors import StageSkipped
from app.media.pictures import decode_grey, liveliness
from app.services.documents import frames, ocr
from app.services.documents import steps as documents_steps
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


def test_the_guide_has_a_step_for_each_scene(person: Person, tmp_path: Path) -> None:
    video_id, reports = read(person), Reports()
    documents_steps.run(video_id, reports)
    steps = steps_of(video_id)
    assert [step.title for step in steps] == [scene["lines"][0] for scene in TRUTH["scenes"]]
    assert [step.index for step in steps] == list(range(len(steps)))
    for step, scene in zip(steps, TRUTH["scenes"], strict=True):
        assert scene["start"] <= step.timestamp <= scene["start"] + 0.75
        assert set(scene["lines"]) <= set(step.text.splitlines())
        assert step.image_key is not None and step.image_key.endswith(f"/{step.index:04d}.jpg")
        picture = fetched(step.image_key, tmp_path)
        assert decode_grey(picture).shape == (720, 1280) and liveliness(picture) > 10
    assert reports.are_orderly
    assert scratch_is_empty()


def test_a_step_says_only_what_is_new(person: Person) -> None:
    video_id = read(person)
    documents_steps.run(video_id, quiet)
    later = steps_of(video_id)[1:]
    assert [step.text.splitlines() for step in later] == [scene["lines"] for scene in TRUTH["scenes"][1:]]


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
