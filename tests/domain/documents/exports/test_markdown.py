"""A guide as Markdown, read again by a CommonMark parser with the dialects that people use."""

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.domain.documents.exports.markdown import picture_name, text
from tests.domain.documents.exports.examples import HOSTILE, PROSE, READ, a_guide, a_step, a_usual_guide


def parsed(written: str) -> list[Token]:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(written)


def said(token: Token) -> str:
    """An inline token's text, as it is shown."""
    return "".join("\n" if each.type == "hardbreak" else each.content for each in token.children or ())


def headings(written: str) -> list[str]:
    tokens = parsed(written)
    return [said(tokens[number + 1]) for number, token in enumerate(tokens) if token.type == "heading_open"]


def test_text_stays_text() -> None:
    written = "".join(text(a_guide(), frozenset()))
    title, *steps = headings(written)
    assert title == HOSTILE[0]
    # Commands are between backticks, and are set as such.
    plain = [f"{number}. {each}" for number, each in enumerate(HOSTILE, 1)]
    assert [each.replace("`", "") for each in steps] == [each.replace("`", "") for each in plain]
    kinds = {child.type for token in parsed(written) for child in token.children or ()}
    assert kinds <= {"text", "text_special", "code_inline", "em_open", "em_close"}
    assert not any(token.type in ("html_block", "table_open", "hr", "blockquote_open") for token in parsed(written))


def test_lines_stay_lines() -> None:
    step = a_step(1, "Open", lines=HOSTILE[:3])
    (quote,) = [t for t in parsed("".join(text(a_guide(titles=(), steps=(step,)), frozenset()))) if t.level == 2]
    assert said(quote) == "\n".join(HOSTILE[:3])


def inside(written: str, kind: str) -> list[Token]:
    return [child for token in parsed(written) for child in token.children or () if child.type == kind]


def test_lists_and_output() -> None:
    tokens = parsed("".join(text(a_usual_guide(), frozenset())))
    assert [said(tokens[n + 2]) for n, t in enumerate(tokens) if t.type == "list_item_open"] == ["Faster", "Safer"]
    assert [token.content for token in tokens if token.type == "fence"] == ["INFO Running upgrade\nINFO Done\n"]


def test_pictures_and_commands() -> None:
    guide = a_usual_guide()
    written = "".join(text(guide, frozenset({3})))
    assert [(each.attrs["src"], each.content) for each in inside(written, "image")] == [
        (picture_name(guide.steps[2]), "Picture of step 3: Click Save")
    ]
    assert [each.content for each in inside(written, "code_inline")] == ["flask db upgrade"]


def test_output_does_not_end_its_block() -> None:
    step = a_usual_guide().steps[1]
    fenced = a_step(1, step.title, kind=step.kind, label=step.label, lines=("```", "<b>", "````"))
    (block,) = [t for t in parsed("".join(text(a_guide(titles=(), steps=(fenced,)), frozenset()))) if t.type == "fence"]
    assert block.content == "```\n<b>\n````\n"


def test_what_a_person_wrote_reads_the_same() -> None:
    step = a_step(1, "Save", prose=PROSE)
    written = "".join(text(a_guide(titles=(), steps=(step,)), frozenset()))
    quote, *points = [said(t) for t in parsed(written) if t.type == "inline"][4:]
    assert (quote, *points) == READ[:4]
    assert [t.content for t in parsed(written) if t.type == "fence"] == [f"{READ[4]}\n"]
    assert [each.attrs["href"] for each in inside(written, "link_open")] == ["https://example.org/a?b=1&c=2"]
    assert len(inside(written, "strong_open")) == 3
    assert [t.attrs.get("start") for t in parsed(written) if t.type == "ordered_list_open"] == [3]


def test_what_a_person_wrote_stays_text() -> None:
    prose = "\n\n".join(each.replace("*", "\\*") for each in HOSTILE if "](" not in each)
    written = "".join(text(a_guide(titles=(), steps=(a_step(1, "Save", prose=prose),)), frozenset()))
    kinds = {child.type for token in parsed(written) for child in token.children or ()}
    assert not kinds & {"html_inline", "image", "link_open", "s_open"}
    assert not any(token.type in ("html_block", "table_open", "hr") for token in parsed(written))
