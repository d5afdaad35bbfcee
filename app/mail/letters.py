"""What a mail says, in text and in HTML. What people wrote is text in both, and never more than one line."""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid

from app.mail.words import GONE, GREETING, MAILS, SETTINGS

# A subject that no program cuts where it hurts; a name, a title or a comment inside a sentence.
_LONGEST_SUBJECT, _LONGEST_PART = 150, 300


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a mail is for; `name` and `language` where they are known."""

    email: str
    name: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Dress:
    """How mails of a workspace look: what it is called, its colour, and what can be read on that."""

    name: str | None = None
    colour: str = "#1d4ed8"
    ink: str = "#ffffff"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail with one thing to do: `link` is what its button opens. `settings` is where its reader says that they want
    no more of this kind.
    """

    to: str
    subject: str
    paragraphs: tuple[str, ...]
    button: str
    link: str
    last: str
    language: str = "en"
    settings: str | None = None
    quotes: tuple[str, ...] = field(default=())
    dress: Dress = Dress()


_PAGE = """\
<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>{subject}</title></head>
<body style="margin:0;padding:32px 16px;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:32em;margin:0 auto;overflow-wrap:anywhere">
{head}{paragraphs}
<p style="margin:24px 0"><a href="{link}" style="display:inline-block;padding:12px 20px;border-radius:8px;\
background:{colour};color:{ink};text-decoration:none">{button}</a></p>
<p style="font-size:14px">{link}</p>
<p style="font-size:14px">{last}</p>
</div>
</body>
</html>
"""
_HEAD = '<p style="margin:0 0 24px;font-weight:600;border-bottom:3px solid {};padding-bottom:8px">{}</p>\n'
_QUOTE = '<p style="margin:8px 0;padding:2px 0 2px 12px;border-left:3px solid {}">{}</p>'
_SETTINGS = '</p>\n<p style="font-size:14px"><a href="{}" style="color:inherit">{}</a>'


def write(
    kind: str,
    reader: Reader,
    link: str,
    settings: str | None = None,
    quotes: Iterable[str] = (),
    **about: str,
) -> Letter:
    """A letter of a kind in words.MAILS. `about` stands in its braces, quotes below; both are written on one line."""
    language = _language(reader)
    words, said = MAILS[kind][language], _parts(about)
    name = _one_line(reader.name, _LONGEST_PART)
    greeting = (GREETING[language].format(name=name),) if name else ()
    return Letter(
        reader.email,
        subject(kind, reader, **about),
        (*greeting, words.body.format(**said)),
        words.button,
        link,
        words.last.format(**said),
        language,
        settings,
        tuple(_one_line(each, _LONGEST_PART) for each in quotes),
    )


def subject(kind: str, reader: Reader, **about: str) -> str:
    """What a mail of this kind is about, on one line."""
    return _one_line(MAILS[kind][_language(reader)].subject.format(**_parts(about)), _LONGEST_SUBJECT)


def gone(reader: Reader) -> str:
    """What somebody whose account is gone is called, to this reader."""
    return GONE[_language(reader)]


def message(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it travels. Raises ValueError for an address with a line break."""
    found = EmailMessage(policy=SMTP)
    found["From"], found["To"], found["Subject"] = sender, letter.to, _one_line(letter.subject, _LONGEST_SUBJECT)
    found["Date"] = formatdate(usegmt=True)
    found["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">"))
    found["Auto-Submitted"] = "auto-generated"
    if letter.settings:
        found["List-Unsubscribe"] = f"<{letter.settings}>"
    found.set_content(_text(letter))
    found.add_alternative(_page(letter), subtype="html")
    return found


def _parts(about: Mapping[str, str]) -> dict[str, str]:
    return {name: _one_line(text, _LONGEST_PART) for name, text in about.items()}


def _language(reader: Reader) -> str:
    wished = reader.language or "en"
    return wished if wished in GREETING else "en"


def _text(letter: Letter) -> str:
    quotes = [f"> {each}" for each in letter.quotes]
    settings = [f"{SETTINGS[letter.language]}: {letter.settings}"] if letter.settings else []
    name = [letter.dress.name] if letter.dress.name else []
    return "\n\n".join((*name, *letter.paragraphs, *quotes, letter.link, letter.last, *settings)) + "\n"


def _page(letter: Letter) -> str:
    names = ("language", "subject", "link", "button", "last")
    escaped = {name: html.escape(getattr(letter, name)) for name in names}
    said = [f"<p>{html.escape(each)}</p>" for each in letter.paragraphs]
    dress = letter.dress
    said += [_QUOTE.format(dress.colour, html.escape(each)) for each in letter.quotes]
    head = _HEAD.format(dress.colour, html.escape(dress.name)) if dress.name else ""
    if letter.settings:
        escaped["last"] += _SETTINGS.format(html.escape(letter.settings), html.escape(SETTINGS[letter.language]))
    look = {"head": head, "colour": dress.colour, "ink": dress.ink}
    return _PAGE.format(paragraphs="\n".join(said), **escaped, **look)


def _one_line(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
