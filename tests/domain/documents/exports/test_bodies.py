"""What is told below a title: what the picture tells less well. As web/src/features/guide/step-body.test.ts has it."""

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.blocks import Look, plainly
from app.domain.documents.exports.bodies import body_of
from app.domain.documents.exports.runs import said
from tests.domain.documents.exports.examples import a_step, a_usual_guide


def test_each_kind_is_told_in_its_way() -> None:
    slide, command, click = map(body_of, a_usual_guide().steps)
    assert slide == (plainly(Look.LIST, ("Faster", "Safer")),)
    assert command == (plainly(Look.OUTPUT, ("INFO Running upgrade", "INFO Done")),)
    assert click == ()


def test_a_point_has_one_mark() -> None:
    lines = ("• Faster", "- Safer", "Co-operation", "*")
    (block,) = body_of(a_step(1, "Why", kind=Kind.SLIDE, label="Why", lines=lines))
    assert list(map(said, block.lines)) == ["Faster", "Safer", "Co-operation", "*"]


def test_what_goes_on_for_long_is_cut() -> None:
    lines = tuple(f"line {number}" for number in range(99))
    (block,) = body_of(a_step(1, "Run `x`", kind=Kind.COMMAND, label="x", lines=lines))
    cut = list(map(said, block.lines))
    assert (cut[0], cut[23], cut[24:]) == ("line 0", "line 23", ["…"])
    assert body_of(a_step(1, "Old", lines=lines)) == (plainly(Look.TEXT, ("line 0", "line 1", "line 2", "…")),)


def test_what_a_person_wrote_stands_in_full() -> None:
    words = "\n\n".join(f"line {number}" for number in range(99))
    assert len(body_of(a_step(1, "Click Save", kind=Kind.CLICK, label="Save", prose=words))) == 99
    assert body_of(a_step(1, "Run `x`", kind=Kind.COMMAND, lines=("output",), prose="")) == ()


def test_the_prompt_that_follows_a_command_says_nothing() -> None:
    for prompt in ("~/app %", "~/app 8", "$", "deploy@web:~$"):
        (block,) = body_of(a_step(1, "Run `x`", kind=Kind.COMMAND, label="x", lines=("214 passed", prompt)))
        assert list(map(said, block.lines)) == ["214 passed"], prompt
    (block,) = body_of(a_step(1, "Run `x`", kind=Kind.COMMAND, label="x", lines=("workers = 4", "retries: 8")))
    assert len(block.lines) == 2
