"""Keys and addresses, and what has only their shape."""

import pytest

from app.domain.redaction.tokens import emails, is_private_key_begin, is_random, keys


@pytest.mark.parametrize(
    "text",
    [
        "OPENAI=sk-proj-abcdEFGH1234ijklMNOP5678",
        "export GITHUB_TOKEN=ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "AKIAIOSFODNN7EXAMPLE",
        "xoxb-67388206954-dhZxRfgθB8MYGvIooILw",
        "glpat - qHbG52HcuBmEYuvw3u8t",
        "AK1AIOSFODNN7EXAMPLE",
        "xoxb-123456789012-abcdefABCDEF",
        "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY",
        "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "wJalrXUtnFEMI7K7MDENG9bPxRfiCY3",
    ],
)
def test_keys_are_known_by_how_they_begin_or_by_being_random(text: str) -> None:
    assert len(list(keys(text))) >= 1


def test_a_key_in_which_a_space_was_seen_is_found_whole() -> None:
    text = "key sk-proj-abcdEFGH1234ij klMN0P5678 for you"
    (found,) = keys(text)
    assert text[found.start : found.stop] == "sk-proj-abcdEFGH1234ij klMN0P5678"


@pytest.mark.parametrize(
    "text",
    [
        "550e8400-e29b-41d4-a716-446655440000",
        "commit 26344ae9d0c1f2b3a4958677869504132abcdef0",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "integrity sha512-Qm9vdHN0cmFwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAx",
        "fcdeOf6ec608fba4b24f00ccee7fbbadf4735e0f",
        "getElementsByClassNameAndAttribute",
        "https://example.com/de/docs/2024/11/30/how-to-set-up-single-sign-on",
        "videos/7b1c2f6e/storyboard/000012.jpg",
        "sk-xxxxxxxxxxxxxxxxxxxx",
        "task-management-and-planning-2024",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----",
    ],
)
def test_ids_digests_names_and_placeholders_are_no_keys(text: str) -> None:
    assert list(keys(text)) == []


def test_a_private_key_goes_on_below() -> None:
    assert is_private_key_begin("----- BEGIN RSA PRIVATE KEY -----")
    assert not is_private_key_begin("BEGIN TRANSACTION;")


def test_a_word_is_not_random() -> None:
    assert not is_random("internationalisationsbeauftragter")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Anna <anna.keller@example.com>", "anna.keller@example.com"),
        ("j.doe+x@firma.co.uk, heute", "j.doe+x@firma.co.uk"),
        ("p+billing@student.uni-graz. at", "p+billing@student.uni-graz.at"),
        ("Write to mira@example.com. Thanks", "mira@example.com"),
        ("marta.moreau31(@student.uni-graz.at", "marta.moreau31@student.uni-graz.at"),
        ("Kontakt: anna.keller @ example.com", "anna.keller@example.com"),
    ],
)
def test_addresses_are_found(text: str, value: str) -> None:
    assert [each.value for each in emails(text)] == [value]


@pytest.mark.parametrize("text", ["git@github.com:org/repo.git", "react@19.2.0", "@anna wrote", "user@host", "a @ b"])
def test_what_has_an_at_sign_is_not_always_an_address(text: str) -> None:
    assert list(emails(text)) == []


def test_what_a_variable_is_called_is_no_part_of_what_it_is_set_to() -> None:
    assert [each.value for each in keys("API_TOKEN=rBuvceR5Sr0lj2wBEBPR8lKhF3Ft0lqu")] == [
        "rBuvceR5Sr0lj2wBEBPR8lKhF3Ft0lqu"
    ]
    assert list(keys("COMMIT_SHA=26344ae9d0c1f2b3a4958677869504132abcdef0")) == []
