"""What is stored is what was there."""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.editing.guide import as_written
from app.domain.documents.editing.operations import applied
from app.domain.documents.editing.patches import patch
from app.domain.documents.editing.rerun import rerun
from app.domain.documents.editing.stored import guide_from_json, guide_to_json, patch_from_json, patch_to_json
from tests.domain.documents.editing.guides import edits, read_again, readings


@given(st.data())
def test_a_guide_and_what_changed_in_it_come_back_the_same(data: st.DataObject) -> None:
    reading = data.draw(readings())
    before = as_written(reading)
    after = rerun(applied(before, data.draw(edits(before))), data.draw(read_again(reading)))
    change = patch(after, before)
    assert guide_from_json(json.loads(json.dumps(guide_to_json(after)))) == after
    assert patch_from_json(json.loads(json.dumps(patch_to_json(change)))) == change
