"""A recording is called after what its guide is about."""

import pytest

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.naming import name_of
from app.domain.documents.steps import Step


def step(kind: Kind, label: str, strength: float = 1.0) -> Step:
    return Step(0.0, f"Title of {label}", "", "picture", kind, label, strength=strength)


def test_slides_are_called_by_the_first() -> None:
    assert (
        name_of([step(Kind.SLIDE, "The plan until summer."), step(Kind.SLIDE, "Questions")]) == "The plan until summer"
    )


def test_work_in_a_dialog_is_called_by_what_opened_it() -> None:
    guide = [step(Kind.OPEN, "Overview"), step(Kind.NAVIGATE, "Members"), step(Kind.DIALOG, "Invite member")]
    assert name_of(guide) == "Invite member"
    assert name_of([*guide[:2], step(Kind.DIALOG, "Something", 0.3)]) == "Members"


def test_other_work_is_called_by_the_page_on_which_most_was_done() -> None:
    guide = [step(Kind.OPEN, "Overview"), step(Kind.NAVIGATE, "Security"), step(Kind.TOGGLE, "Two-factor codes")]
    assert name_of(guide) == "Security"


def test_what_has_no_page_has_no_name() -> None:
    assert name_of([]) is None
    assert name_of([step(Kind.COMMAND, "--")]) is None


@pytest.mark.parametrize(
    ("commands", "name"),
    [
        (
            ("ls -l", "cat config.toml", "npm run build", "docker compose up -d", "npm test"),
            "npm run build, docker compose up",
        ),
        (("flask db upgrade",), "flask db upgrade"),
        (("git status", "git commit -m 'x'"), "git commit"),
        (("ls -l backups",), "ls"),
        # Nothing in which a secret stands.
        (("export TOKEN=abc", "mysql -u root -phunter2", "sudo curl https://a:b@example.org"), "mysql, curl"),
    ],
)
def test_a_terminal_is_called_by_the_commands_that_do_something(commands: tuple[str, ...], name: str) -> None:
    steps = [step(Kind.COMMAND, each) for each in commands]
    assert name_of(steps) == name_of([*steps, step(Kind.NAVIGATE, "INFO Context")]) == name


def test_a_command_among_much_other_work_names_nothing() -> None:
    steps = [step(Kind.OPEN, "Settings"), step(Kind.CLICK, "Members"), step(Kind.COMMAND, "npm test")]
    assert name_of(steps) == "Settings"
