"""Letters go out under the workspace's name and in its colour."""

from dataclasses import replace

from app.domain.workspace import branding
from app.mail import outbox
from app.mail.letters import Dress, Letter
from app.services.workspace import choices


def send(letter: Letter) -> None:
    """Hands a letter to the mail server. Raises VideoFlowError `mail_not_sent` (502)."""
    outbox.send(replace(letter, dress=_dress()))


def _dress() -> Dress:
    chosen = choices.current()
    if chosen.colour is None:
        return Dress(chosen.name)
    return Dress(chosen.name, chosen.colour, branding.ink_on(chosen.colour))
