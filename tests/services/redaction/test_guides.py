"""What people made of a guide stays, without the secrets."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from sqlalchemy import func, select

from app.db.models import EditedGuide, GuideEdit, GuidePicture, RecordingMark
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.domain.documents.editing.guide import Guide, MachineStep, Part, as_written
from app.domain.documents.editing.stored import guide_to_json
from app.domain.documents.words import Box
from tests.conftest import Person
from tests.services.redaction.known import cover_all, read
from tests.support.secret_screen import ADDRESS, CARD


def test_what_people_wrote_of_a_guide_stays_without_the_secrets(person: Person, film: Path) -> None:
    video_id, owner = read(person, film), Caller(person.id)
    title, picture = f"Type {ADDRESS}", f"videos/{video_id}/steps/x/0000.jpg"
    step = replace(as_written([MachineStep(uuid4(), 2.5, title, f"Card {CARD}", picture)]).steps[0], hidden=True)
    touched = replace(step, text=f"Write **{ADDRESS}** down", edited=frozenset({Part.TEXT}), blurs=(Box(0, 0, 1, 1),))
    with transaction() as work:
        work.add(EditedGuide(video_id=video_id, version=2, steps=guide_to_json(Guide((touched,))), shown=0))
        work.add(GuideEdit(video_id=video_id, version=2, kind="edit", changes=[], back={"steps": {}, "order": None}))
        made = {"key": picture, "shown_key": f"videos/{video_id}/retouched/x/shown.jpg", "blurs": []}
        work.add(RecordingMark(video_id=video_id, id=uuid4(), at=2.5, kind="click", name=f"Write to {ADDRESS}"))
        work.add(GuidePicture(video_id=video_id, digest="d", **made))
    cover_all(video_id, owner)
    with transaction() as work:
        assert work.scalar(select(RecordingMark.name).where(RecordingMark.video_id == video_id)) == "Write to ••••"
        kept = work.get_one(EditedGuide, video_id).steps
        assert work.scalar(select(func.count()).where(GuideEdit.video_id == video_id)) == 0
        assert work.scalar(select(func.count()).where(GuidePicture.video_id == video_id)) == 0
    assert "Write **••••** down" in kept[0]["text"] and kept[0]["moment"] == 2.5
    assert ADDRESS not in str(kept) and CARD not in str(kept)
