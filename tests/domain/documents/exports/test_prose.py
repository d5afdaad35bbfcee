"""Markdown as blocks. The same cases as web/src/features/guide/markdown.test.ts."""

import pytest

from app.domain.documents.exports.blocks import Block, Look, plainly
from app.domain.documents.exports.prose import blocks
from app.domain.documents.exports.runs import Run, said


def line(text: str) -> tuple[Run, ...]:
    """The only line of the only block."""
    (block,) = blocks(text)
    (found,) = block.lines
    return found


def test_paragraphs_lines_lists_and_code() -> None:
    assert blocks("One\ntwo\n\n- a\n- b\n\n2. c\n\n```\nx < y\n```") == (
        plainly(Look.TEXT, ("One", "two")),
        plainly(Look.LIST, ("a", "b")),
        Block(Look.LIST, ((Run("c"),),), first=2),
        plainly(Look.OUTPUT, ("x < y",)),
    )


def test_strong_emphasis_code_and_links_one_inside_of_another() -> None:
    assert line("Press **Save *now*** or `make run`") == (
        Run("Press "),
        Run("Save ", is_strong=True),
        Run("now", is_strong=True, is_emphasis=True),
        Run(" or "),
        Run("make run", is_code=True),
    )
    assert line("[the **manual**](https://example.org/a)") == (
        Run("the ", url="https://example.org/a"),
        Run("manual", is_strong=True, url="https://example.org/a"),
    )


def test_a_heading_is_a_strong_line() -> None:
    assert blocks("## Then\nGo") == (Block(Look.TEXT, ((Run("Then", is_strong=True),),)), plainly(Look.TEXT, ("Go",)))


def test_a_list_in_a_list_is_more_of_the_same_and_code_parts_it() -> None:
    points = [list(map(said, block.lines)) for block in blocks("1. a\n   - b\n2. c\n   ```\n   d\n   ```\n3. e\n   f")]
    assert points == [["a", "b", "c"], ["d"], ["e f"]]
    assert [block.first for block in blocks("1. a\n   ```\n   d\n   ```\n2. e")] == [1, None, 2]


@pytest.mark.parametrize(
    "markup",
    [
        "[x](javascript:alert(1))",
        "[x](data:text/html,hi)",
        "![x](https://example.org/x.png)",
        "<img src=x onerror=alert(1)>",
        "<https://example.org>",
        "a &amp; b",
        "| a | b |",
        "> said",
        "---",
        "    indented",
    ],
)
def test_what_is_no_markup_here_is_text(markup: str) -> None:
    found = line(markup)
    if markup.startswith("!"):
        # An address that is safe is a link, and nothing is fetched.
        assert [run.url for run in found] == ["", "https://example.org/x.png"]
    else:
        assert (said(found), {run.url for run in found}) == (markup.strip(), {""})


def test_what_was_escaped_stands_for_itself() -> None:
    assert said(line("2 \\* 3 \\<b\\> \\[x\\] \\`y\\`")) == "2 * 3 <b> [x] `y`"
    assert blocks("\\- a")[0].look is Look.TEXT


def test_nothing_is_nothing() -> None:
    assert blocks("") == blocks(" \n\n ") == ()
