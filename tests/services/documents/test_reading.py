"""What is read of a guide: its steps in order, and each text once for as long as it stays."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from app.db.models import DocumentStep, FrameText
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import StageState
from app.errors import VideoFlowError
from app.services.documents import reading
from app.services.documents.reading import TextOnScreen
from tests.conftest import Person
from tests.support.recordings import record


@pytest.fixture
def video(person: Person) -> UUID:
    return record(person.id, b"12345")


def read(video: UUID, *frames: tuple[float, float, str]) -> None:
    """What was read off the kept frames."""
    with transaction() as work:
        work.add_all(
            FrameText(video_id=video, timestamp=a, end=b, text=text, frame_key=f"{a}") for a, b, text in frames
        )


def test_a_text_that_stays_over_several_frames_is_one(person: Person, video: UUID) -> None:
    read(video, (4, 6, "World"), (0, 2, "Hello"), (2, 4, "Hello"), (6, 8, ""), (8, 9, "World"))
    assert reading.texts(video, person.caller) == [TextOnScreen(0, 4, "Hello"), TextOnScreen(4, 9, "World")]


def test_steps_come_in_their_order_with_the_state_of_the_guide(person: Person, video: UUID) -> None:
    with transaction() as work:
        for index in (2, 0, 1):
            work.add(DocumentStep(id=uuid4(), video_id=video, index=index, timestamp=index, title=str(index), text=""))
    guide = reading.document(video, person.caller)
    state, steps = guide.state, guide.steps
    assert state is StageState.PENDING
    assert [each.step.title for each in steps] == ["0", "1", "2"]


def test_somebody_elses_guide_is_not_there(video: UUID, make_person: Callable[[], Person]) -> None:
    """Invariant 6."""
    stranger = make_person().caller
    for ask in (reading.document, reading.texts):
        with pytest.raises(VideoFlowError) as caught:
            ask(video, stranger)
        assert (caught.value.code, caught.value.http_status) == ("not_found", 404)
