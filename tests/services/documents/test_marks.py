"""What was told while recording is in the guide that is written of it."""

from uuid import uuid4

import numpy as np

from app.db.models import FrameText
from app.db.unit_of_work import transaction
from app.domain.documents.evidence.marks import Mark, MarkKind
from app.domain.documents.words import Box
from app.domain.documents.words_json import to_json
from app.media.pictures import encode_jpeg
from app.services.documents import marks
from app.services.documents import steps as documents_steps
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.domain.writing import line
from tests.services.recorded import GUIDE, examined, quiet, recorded, steps_of

SAVE = Mark(3.0, MarkKind.CLICK, "button", "Save changes", box=Box(0.25, 0.5, 0.125, 0.0625))
SWITCH = Mark(9.0, MarkKind.TOGGLE, "switch", "Weekly digest", is_on=True)


def test_what_was_told_comes_back_and_is_in_the_guide(person: Person, store: ObjectStore) -> None:
    video = examined(recorded(person.id, GUIDE))
    marks.add(video, person.caller, [(uuid4(), SWITCH), (uuid4(), SAVE)])
    assert marks.told(video) == [SAVE, SWITCH]
    store.put("frame", encode_jpeg(np.full((720, 1280), 200, np.uint8)), "image/jpeg")
    words = to_json([line("Workspace settings", 100, 50, 30)], 1280, 720)
    with transaction() as work:
        work.add(FrameText(video_id=video, timestamp=0.0, end=12.0, text="", frame_key="frame", words=words))
    documents_steps.run(video, quiet)
    assert [(step.kind, step.title) for step in steps_of(video)] == [
        ("open", "Open Workspace settings"),
        ("click", "Click Save changes"),
        ("toggle", "Turn on Weekly digest"),
    ]
    saved = steps_of(video)[1]
    assert (saved.target, saved.strength, saved.timestamp) == ([0.25, 0.5, 0.125, 0.0625], 1.0, 3.0)
