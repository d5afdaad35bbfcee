"""Letters to a real SMTP server."""

import pytest

from app.errors import VideoFlowError
from app.mail import letters, smtp
from app.mail.letters import Reader
from tests.support.mail import post_office

SENDER = "VideoFlow <vf@example.org>"
LETTER = letters.write("reset", Reader("ada@example.org", "Ada", "de"), "https://example.org/#token=abc")


def test_a_letter_arrives_as_it_was_written() -> None:
    with post_office() as post:
        smtp.send(post.url, SENDER, LETTER)
    (found,) = post.letters
    assert (found["To"], found["From"], found["Subject"]) == ("ada@example.org", SENDER, "Ein neues Passwort wählen")
    assert [part.get_content_type() for part in found.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize(("answer", "retryable"), [("451 Later", True), ("554 Never", False)])
def test_only_a_server_that_takes_it_later_is_asked_again(answer: str, retryable: bool) -> None:
    with post_office() as post:
        post.answer = answer
        with pytest.raises(VideoFlowError) as caught:
            smtp.send(post.url, SENDER, LETTER)
    assert (caught.value.code, caught.value.retryable) == ("mail_not_sent", retryable)
    assert "ada@" not in str(caught.value)


def test_a_server_that_is_away_is_asked_again() -> None:
    with post_office() as post:
        pass
    with pytest.raises(VideoFlowError) as caught:
        smtp.send(post.url, SENDER, LETTER)
    assert caught.value.retryable
