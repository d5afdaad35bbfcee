"""Passwords stand beside what says so."""

import pytest

from app.domain.redaction.kinds import Kind
from app.domain.redaction.passwords import fields, is_mixed, passwords
from tests.domain.redaction.screens import ASPECT, line


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Password: hunter2", "hunter2"),
        ("DB_PASSWORD=swordfish", "swordfish"),
        ("Passwort: Sommer2024!", "Sommer2024!"),
        ("das Passwort ist: Sommer2024!", "Sommer2024!"),
        ('password: "harbor_277?"', "harbor_277?"),
        ('"password": "s3cr3t!x",', "s3cr3t!x"),
        ("mysql --password Zx81-kk!9", "Zx81-kk!9"),
        ("postgres://app:Zx81kk@db:5432/x", "Zx81kk"),
        ("Kennwort Tr0ub4dor&3", "Tr0ub4dor&3"),
        ("Mot de passe : Ete!2025x", "Ete!2025x"),
    ],
)
def test_what_a_line_says_is_a_password(text: str, value: str) -> None:
    assert value in [each.value for each in passwords(text)]


def test_a_token_that_is_named_is_a_key() -> None:
    assert [each.kind for each in passwords("client_token=Zx81kkLm22")] == [Kind.API_KEY]


@pytest.mark.parametrize(
    "text",
    [
        "Password: required",
        "Passwort: vergessen?",
        "Forgot password?",
        "Password: ••••••••",
        "Password: ********",
        "password: string",
        "Token expired",
        "Token: expired",
        "Your secret",
        "PIN: 4 digits",
        "process.env.API_KEY",
        "token = get_token(user)",
        "password=$DB_PASSWORD",
        "password: <your password>",
        "Password strength",
        "Passwort ändern",
        "Password Manager",
    ],
)
def test_what_speaks_of_passwords_is_none(text: str) -> None:
    assert list(passwords(text)) == []


def test_a_field_stands_beside_or_below_its_label() -> None:
    beside, below, far = line("Tr0ub4dor&3", 0.25), line("Tr0ub4dor&3", 0.1, 0.14), line("Tr0ub4dor&3", 0.1, 0.6)
    assert list(fields([line("Password"), beside], ASPECT)) == [beside]
    assert list(fields([line("New password *"), below], ASPECT)) == [below]
    assert list(fields([line("Password"), far], ASPECT)) == []


def test_a_button_below_a_label_is_no_password() -> None:
    assert list(fields([line("Password"), line("Sign in", 0.1, 0.14)], ASPECT)) == []
    assert list(fields([line("Password"), line("••••••••", 0.1, 0.14)], ASPECT)) == []


@pytest.mark.parametrize(
    "value", ["30.11.2026", "12:30", "1,299.00", "v1.2.3", "Passwort?", "abc", "/etc/passwd", "00ee00", "220±0s000e"]
)
def test_dates_sums_and_paths_are_not_mixed(value: str) -> None:
    assert not is_mixed(value)


def test_a_label_is_as_high_as_its_type_and_not_as_its_ink() -> None:
    label, value = line("Passwort", 0.04, 0.172, 0.011), line("Harbor1631ty", 0.046, 0.2125, 0.0166)
    assert list(fields([label, value], ASPECT)) == [value]
