"""Sends letters where a mail server is set; elsewhere nobody is written to."""

from app.mail import smtp
from app.mail.letters import Letter
from app.settings import settings


def is_open() -> bool:
    """Whether mail can be sent at all."""
    return settings().smtp_url is not None


def address(path: str) -> str:
    """A page of ours, as a mail links to it."""
    return f"{settings().public_url.rstrip('/')}{path}"


def send(letter: Letter) -> None:
    """Hands a letter to the mail server. Raises VideoFlowError `mail_not_sent` (502)."""
    url, sender = settings().smtp_url, settings().mail_from
    if url is not None and sender is not None:
        smtp.send(url, sender, letter)
