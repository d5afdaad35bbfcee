"""What is told below a title: what the picture tells less well. As web/src/features/guide/step-body.test.ts has it."""

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.bodies import Body, body_of
from tests.domain.documents.exports.examples import a_step, a_usual_guide


def test_each_kind_is_told_in_its_way() -> None:
    slide, command, click = map(body_of, a_usual_guide().steps)
    assert slide == Body(("Faster", "Safer"), is_list=True)
    assert command == Body(("INFO Running upgrade", "INFO Done"), is_output=True)
    assert click == Body()


def test_what_goes_on_for_long_is_cut() -> None:
    lines = tuple(f"line {number}" for number in range(99))
    cut = body_of(a_step(1, "Run `x`", kind=Kind.COMMAND, label="x", lines=lines)).lines
    assert (cut[0], cut[23], cut[24:]) == ("line 0", "line 23", ("…",))
    assert body_of(a_step(1, "Old", lines=lines)).lines == ("line 0", "line 1", "line 2", "…")
