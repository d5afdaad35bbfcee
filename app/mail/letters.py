"""What a mail says, in text and in HTML. What people wrote is text in both, and never more than one line."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail with one thing to do: `link` is what its button opens."""

    to: str
    subject: str
    paragraphs: tuple[str, ...]
    button: str
    link: str
    last: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class _Words:
    """Of one kind of mail in one language."""

    subject: str
    greeting: str
    body: str
    button: str
    last: str


_RESET: Mapping[str, _Words] = MappingProxyType(
    {
        "en": _Words(
            "Choose a new password",
            "Hello {name},",
            "somebody asked for a new password for your VideoFlow account. Within an hour, this link lets you choose"
            " one:",
            "Choose a new password",
            "If that was not you, there is nothing to do: your password stays as it is.",
        ),
        "de": _Words(
            "Ein neues Passwort wählen",
            "Hallo {name},",
            "jemand hat für dein VideoFlow-Konto ein neues Passwort verlangt. Mit diesem Link kannst du innerhalb einer"
            " Stunde eines wählen:",
            "Neues Passwort wählen",
            "Wenn du das nicht warst, ist nichts zu tun: dein Passwort bleibt, wie es ist.",
        ),
    }
)

_INVITATION: Mapping[str, _Words] = MappingProxyType(
    {
        "en": _Words(
            "You are invited to VideoFlow",
            "Hello,",
            "{name} invites you to VideoFlow, where people record their screen, share what they recorded and talk about"
            " it. Within two weeks, this link lets you make an account with this address:",
            "Make an account",
            "If you do not know what this is about, there is nothing to do.",
        ),
        "de": _Words(
            "Du bist zu VideoFlow eingeladen",
            "Hallo,",
            "{name} lädt dich zu VideoFlow ein. Dort nimmt man den Bildschirm auf, teilt die Aufnahmen und spricht"
            " darüber. Mit diesem Link kannst du innerhalb von zwei Wochen ein Konto mit dieser Adresse anlegen:",
            "Konto anlegen",
            "Wenn du nicht weißt, worum es geht, ist nichts zu tun.",
        ),
    }
)

_PAGE = """\
<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>{subject}</title></head>
<body style="margin:0;padding:32px 16px;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:32em;margin:0 auto">
{paragraphs}
<p style="margin:24px 0"><a href="{link}" style="display:inline-block;padding:12px 20px;border-radius:8px;\
background:#1d4ed8;color:#ffffff;text-decoration:none">{button}</a></p>
<p style="font-size:14px;overflow-wrap:anywhere">{link}</p>
<p style="font-size:14px">{last}</p>
</div>
</body>
</html>
"""


def reset(to: str, name: str, language: str | None, link: str) -> Letter:
    """Lets somebody choose a new password."""
    known = language if language in _RESET else "en"
    words = _RESET[str(known)]
    body = (words.greeting.format(name=_one_line(name)), words.body)
    return Letter(to, words.subject, body, words.button, link, words.last, str(known))


def invitation(to: str, name: str | None, language: str | None, link: str) -> Letter:
    """Lets somebody make an account; in the language of who invites them, whose name it says."""
    known = str(language if language in _INVITATION else "en")
    words = _INVITATION[known]
    body = (words.greeting, words.body.format(name=_one_line(name or "VideoFlow")))
    return Letter(to, words.subject, body, words.button, link, words.last, known)


def message(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it travels. Raises ValueError for an address with a line break."""
    found = EmailMessage(policy=SMTP)
    found["From"], found["To"], found["Subject"] = sender, letter.to, _one_line(letter.subject)
    found["Date"] = formatdate(usegmt=True)
    found["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">"))
    found["Auto-Submitted"] = "auto-generated"
    found.set_content("\n\n".join((*letter.paragraphs, letter.link, letter.last)) + "\n")
    found.add_alternative(_page(letter), subtype="html")
    return found


def _page(letter: Letter) -> str:
    escaped = {name: html.escape(getattr(letter, name)) for name in ("language", "subject", "link", "button", "last")}
    return _PAGE.format(paragraphs="\n".join(f"<p>{html.escape(each)}</p>" for each in letter.paragraphs), **escaped)


def _one_line(text: str) -> str:
    return " ".join(text.split())
