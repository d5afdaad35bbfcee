"""Prompts are told from letters by the other prompts of the recording."""

from app.domain.documents.prompts import with_prompts
from app.domain.documents.words import Box, Line, Word


def line(text: str, left: float = 0.01, top: float = 0.1) -> Line:
    words = text.split()
    return Line(tuple(Word(word, Box(left + 0.04 * n, top, 0.03, 0.02), 97) for n, word in enumerate(words)))


def told(*lines: Line) -> list[str]:
    return [each.text for each in with_prompts([lines])[0]]


def test_a_letter_below_prompts_is_one() -> None:
    assert told(line("$ npm test"), line("S pytest tests"), line("s 1s -l")) == [
        "$ npm test",
        "$ pytest tests",
        "$ ls -l",
    ]


def test_a_letter_elsewhere_is_a_letter() -> None:
    assert told(line("S pytest tests"), line("1s ago")) == ["S pytest tests", "1s ago"]
    assert told(line("$ npm test"), line("S size", left=0.5), line("1s ago")) == ["$ npm test", "S size", "1s ago"]


def test_a_program_has_its_name_behind_any_prompt() -> None:
    assert told(line("~/app % 1s -l backups")) == ["~/app % ls -l backups"]
    assert told(line("ops@harbor:~/app$ 1l")) == ["ops@harbor:~/app$ ll"]
    assert told(line("% 1s")) == ["% ls"]


def test_behind_no_prompt_a_number_is_a_number() -> None:
    kept = ["# 1s pause", "sleep 50 % 1s later", "git log 1s", "~/app % sleep 1s"]
    assert told(*map(line, kept)) == kept
