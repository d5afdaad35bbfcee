"""What mails say, and that nobody writes into their heads."""

import pytest

from app.mail import letters
from app.mail.letters import Reader

LINK = "https://video.example.org/reset-password#token=abc.def"


@pytest.mark.parametrize(
    ("language", "subject"), [("de", "Ein neues Passwort wählen"), (None, "Choose a new password")]
)
def test_a_letter_says_it_in_text_and_in_html(language: str | None, subject: str) -> None:
    found = letters.message(
        letters.write("reset", Reader("ada@example.org", "Ada", language), LINK), "VideoFlow <vf@example.org>"
    )
    assert (found["To"], found["Subject"]) == ("ada@example.org", subject)
    text, page = (part.get_content() for part in found.iter_parts())
    assert LINK in text and "Ada" in text
    assert page.count(LINK) == 2 and f'lang="{language or "en"}"' in page


def test_what_people_wrote_is_text() -> None:
    name = '<img src=x onerror="alert(1)">\r\nBcc: everybody@example.org\r\n\r\n<h1>'
    found = letters.message(letters.write("reset", Reader("ada@example.org", name, "en"), LINK), "vf@example.org")
    text, page = (part.get_content() for part in found.iter_parts())
    assert "<img" not in page and "<h1>" not in page and "&lt;img" in page
    assert "Bcc" not in found
    assert "\nBcc:" not in text


def test_an_invitation_names_who_invites_as_text() -> None:
    name = "<b>Mara</b>\r\nBcc: everybody@example.org"
    found = letters.message(
        letters.write("invitation", Reader("new@example.org", language="de"), LINK, who=name), "vf@example.org"
    )
    text, page = (part.get_content() for part in found.iter_parts())
    assert found["Subject"] == "Du bist zu VideoFlow eingeladen"
    assert "Bcc" not in found and "<b>Mara" in text and "\nBcc:" not in text
    assert "<b>" not in page and page.count(LINK) == 2


@pytest.mark.parametrize("address", ["a@example.org\r\nBcc: b@example.org", "a@example.org\nX: y"])
def test_an_address_of_two_lines_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        letters.message(letters.write("reset", Reader(address, "Ada", "en"), LINK), "vf@example.org")
