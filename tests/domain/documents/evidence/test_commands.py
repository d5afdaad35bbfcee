"""A command stands behind a prompt; a price and a heading do not."""

import pytest

from app.domain.documents.evidence.commands import command_in, is_continued, is_prompt, new_command
from tests.domain.writing import line


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("$ git status", "git status"),
        ("ops@harbor:~/app$ flask db upgrade", "flask db upgrade"),
        ("~/app % npm run build", "npm run build"),
        ("root@web-1:/srv# ls -l", "ls -l"),
        (">>> print(1)", "print(1)"),
        (r"PS C:\Users\mira> dir", "dir"),
        ("$", ""),
        ("ops@harbor:~/app$", ""),
    ],
)
def test_prompts(text: str, command: str) -> None:
    assert command_in(text) == command and is_prompt(text)


@pytest.mark.parametrize("text", ["Members", "Decide how people sign in", "total 18240", "Order #4100", "100 % of it"])
def test_no_prompts(text: str) -> None:
    assert command_in(text) is None


def test_the_new_command_is_the_one_that_was_not_there() -> None:
    before = [line("$ git status", 0, 0), line("On branch main", 0, 30), line("$", 0, 60)]
    after = [*before[:2], line("$ git log", 0, 60)]
    found = new_command(before, after)
    assert found is not None and found[0] == "git log"
    assert new_command(after, after) is None


def test_the_same_command_again_is_new() -> None:
    before = [line("$ make test", 0, 0), line("$", 0, 60)]
    assert new_command(before, [before[0], line("$ make test", 0, 60)]) is not None


def test_a_command_that_is_typed_on_is_one() -> None:
    assert is_continued("git st", "git status") and is_continued("git status", "git status")
    assert not is_continued("git status", "npm run build")
