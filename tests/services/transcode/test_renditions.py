"""Rows of renditions: there from the beginning, moved along, and filled in by what was measured."""

from pathlib import Path
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from app.db.models import Rendition
from app.db.unit_of_work import transaction
from app.domain.transcode.sounds import SOUND
from app.services.transcode import renditions
from app.services.transcode.encoding import Rendered
from app.services.transcode.runs import Run
from tests.conftest import Person
from tests.services.transcode.made_runs import begun, rendered, short
from tests.support.recordings import settings_changed


@pytest.fixture
def run(app: APIFlask, person: Person, tmp_path: Path):
    with settings_changed(app, segment_seconds=2):
        yield begun(person.id, short(tmp_path))


def rows(run_id: UUID) -> dict[str, Rendition]:
    with transaction() as work:
        return {each.name: each for each in work.scalars(select(Rendition).where(Rendition.run_id == run_id))}


def test_they_are_announced_as_planned(run: Run) -> None:
    found = rows(run.id)
    picture, sound = found["240p"], found[SOUND]
    assert (picture.kind, picture.width, picture.height, picture.frame_rate) == ("video", 320, 240, 15.0)
    assert (sound.kind, sound.width, sound.frame_rate) == ("audio", None, None)
    assert all(each.progress == 0 and each.segments is None for each in found.values())


@pytest.mark.parametrize(("said", "kept"), [(0.25, 0.25), (1.5, 1.0), (-1.0, 0.0)])
def test_only_those_that_are_named_move(run: Run, said: float, kept: float) -> None:
    renditions.move(run.id, said, ["240p"])
    assert {name: each.progress for name, each in rows(run.id).items()} == {"240p": kept, "audio": 0.0}


def test_bandwidths_are_of_the_worst_segment_and_of_all(run: Run) -> None:
    """RFC 8216, 4.3.4.2."""
    with transaction() as work:
        renditions.fill_in(work, run.id, {"240p": rendered(run, "240p")})
    found = rows(run.id)["240p"]
    assert (found.bandwidth, found.average_bandwidth, found.size) == (8000, 4960, 3100)
    assert (found.codecs, found.progress) == ("avc1.64001e", 1.0)
    assert found.segments and found.segments["items"][0] == [f"{run.prefix}240p/00000.m4s", 2.0]


def test_a_rendition_without_length_has_no_bandwidth(run: Run) -> None:
    with transaction() as work:
        renditions.fill_in(work, run.id, {"240p": Rendered("avc1", "init", "digest", [["a", 0.0, 9]])})
    assert (rows(run.id)["240p"].bandwidth, rows(run.id)["240p"].average_bandwidth) == (0, 0)
