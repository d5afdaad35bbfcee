"""Pages with planted secrets, and with what only looks like one. Everything is drawn from a seed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from random import Random
from string import ascii_letters, ascii_lowercase, digits, hexdigits

from app.domain.redaction.kinds import Kind
from app.domain.redaction.numbers import luhn

_NAMES = (
    "anna.keller",
    "jonas.brandt",
    "m.dubois",
    "p.oconnor",
    "lena_fischer",
    "tom.waits",
    "sofia.marin",
    "k.yilmaz",
)
_DOMAINS = ("nordwind-logistik.de", "papillon.fr", "quartzlabs.io", "harborfreight.co", "blauwal.ch", "tinyforge.dev")
_WORDS = ("Harbor", "Sommer", "violet", "Kranich", "basalt", "Mistral", "orchid", "Fjord")


@dataclass(frozen=True, slots=True)
class Planted:
    """A secret as it stands on a page."""

    kind: Kind
    text: str


@dataclass(slots=True)
class Page:
    """A page's HTML and what was planted on it."""

    html: str = ""
    planted: list[Planted] = field(default_factory=list)
    scrolls: bool = False


def page(number: int) -> Page:
    """Page `number`: its kind goes round, all else is drawn."""
    rng = Random(f"redaction {number}")
    made = Page(scrolls=number % 7 == 6)
    body = _BODIES[number % len(_BODIES)](rng, made)
    size, dark = rng.choice((12, 13, 14, 15)), rng.random() < 0.3
    ink, ground, soft = ("#e6e6ea", "#17181c", "#2a2c33") if dark else ("#1d1f24", "#ffffff", "#e3e5ea")
    font = rng.choice(("DejaVu Sans", "Liberation Sans", "Liberation Serif", "DejaVu Sans Mono"))
    tall = '<div style="height:1200px"></div>' if made.scrolls else ""
    made.html = (
        f"<!doctype html><style>body{{margin:36px 48px;font:{size}px '{font}',sans-serif;color:{ink};background:{ground};"
        f"line-height:1.6}}h1{{font-size:{size + 10}px}}td,th{{padding:6px 18px 6px 0;text-align:left}}"
        f"input{{font:inherit;color:inherit;background:{soft};border:1px solid #999;padding:6px 9px;width:320px}}"
        f"label{{display:block;margin:14px 0 4px}}pre{{font:{size}px 'DejaVu Sans Mono';background:{soft};padding:14px}}"
        f"</style><body>{body}{tall}</body>"
    )
    return made


def email(rng: Random) -> Planted:
    """An address."""
    return Planted(Kind.EMAIL, f"{rng.choice(_NAMES)}{rng.randint(10, 99)}@{rng.choice(_DOMAINS)}")


def card(rng: Random) -> Planted:
    """A card number, in groups or not."""
    body = rng.choice(("4", "51", "55", "2221")) + "".join(rng.choices(digits, k=14))
    number = next(body[:15] + last for last in digits if luhn(body[:15] + last))
    groups = rng.choice((" ", "-", ""))
    return Planted(Kind.CARD, groups.join(number[at : at + 4] for at in range(0, 16, 4)))


def iban(rng: Random) -> Planted:
    """A German, French-free or Austrian account: digits alone."""
    country, length, code = rng.choice((("DE", 18, "1314"), ("AT", 16, "1029"), ("CH", 17, "1217")))
    account = "".join(rng.choices(digits, k=length))
    number = f"{country}{98 - int(account + code + '00') % 97:02d}{account}"
    return Planted(Kind.IBAN, " ".join(number[at : at + 4] for at in range(0, len(number), 4)))


def phone(rng: Random) -> Planted:
    """German, French or American."""
    tail = "".join(rng.choices(digits[1:], k=7))
    ways = (
        f"+49 30 {tail[:4]} {tail[4:]}",
        f"+49 171 {tail}",
        f"0171 {tail}",
        f"+33 6 {tail[:2]} {tail[2:4]} {tail[4:6]} {tail[5:]}",
        f"06 {tail[:2]} {tail[2:4]} {tail[4:6]} {tail[5:]}",
        f"(212) {rng.randint(210, 799)}-{tail[:4]}",
    )
    return Planted(Kind.PHONE, rng.choice(ways))


def key(rng: Random) -> Planted:
    """As well-known services make them, or random."""
    signs = ascii_letters + digits
    ways = (
        "ghp_" + "".join(rng.choices(signs, k=36)),
        "sk-proj-" + "".join(rng.choices(signs, k=32)),
        "AKIA" + "".join(rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ234567", k=16)),
        "xoxb-" + "".join(rng.choices(digits, k=11)) + "-" + "".join(rng.choices(signs, k=20)),
        "glpat-" + "".join(rng.choices(signs, k=20)),
        "".join(rng.choices(signs, k=40)),
    )
    return Planted(Kind.API_KEY, rng.choice(ways))


def password(rng: Random) -> Planted:
    """As people choose them."""
    word = rng.choice(_WORDS)
    return Planted(Kind.PASSWORD, f"{word}{rng.randint(10, 9999)}{rng.choice('!?#&%+')}{rng.choice(ascii_lowercase)}")


def _put(rng: Random, made: Page, make: Callable[[Random], Planted]) -> str:
    made.planted.append(make(rng))
    return escape(made.planted[-1].text)


def _look_alikes(rng: Random) -> list[tuple[str, str]]:
    """Labels and values of what is no secret."""
    hexes = "".join(rng.choices(hexdigits.lower(), k=40))
    number = "".join(rng.choices(digits, k=15))
    wrong = number + next(last for last in digits if not luhn(number + last))
    every = [
        ("Order number", f"{wrong[:4]} {wrong[4:8]} {wrong[8:12]} {wrong[12:]}"),
        (
            "Updated",
            f"{rng.randint(1, 28):02d}.{rng.randint(1, 12):02d}.2026 {rng.randint(10, 19)}:{rng.randint(10, 59)}",
        ),
        ("Commit", hexes),
        ("Request", f"{hexes[:8]}-{hexes[8:12]}-4{hexes[13:16]}-a{hexes[17:20]}-{hexes[20:32]}"),
        ("Amount", f"{rng.randint(1, 9)},{rng.randint(100, 999)}.{rng.randint(10, 99)} EUR"),
        ("Address", f"10.{rng.randint(0, 255)}.{rng.randint(0, 255)}.{rng.randint(1, 254)}"),
        ("Password", "••••••••••"),
        ("Version", f"v{rng.randint(1, 9)}.{rng.randint(0, 30)}.{rng.randint(0, 30)}"),
        ("Invoice", f"2026-{rng.randint(100000, 999999)}"),
        ("Repository", "git@github.com:harbor/quay.git"),
        ("Package", "react@19.2.0"),
        ("Token", "expired"),
        ("Owner", "@anna in #releases"),
        ("Digest", f"sha256:{hexes}"),
    ]
    return rng.sample(every, 5)


def _rows(rng: Random) -> str:
    return "".join(f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in _look_alikes(rng))


def _form(rng: Random, made: Page) -> str:
    first, second = rng.choice((("Password", "API key"), ("Passwort", "API-Schlüssel"), ("Kennwort", "Zugriffstoken")))
    fields = f'<label>{first}</label><input value="{_put(rng, made, password)}">'
    fields += f'<label>{second}</label><input style="width:560px" value="{_put(rng, made, key)}">'
    return f"<h1>Settings</h1><p>Choose a password with at least 12 signs.</p>{fields}<table>{_rows(rng)}</table>"


def _table(rng: Random, made: Page) -> str:
    people = "".join(
        f"<tr><td>Customer {number}</td><td>{_put(rng, made, email)}</td><td>{_put(rng, made, phone)}</td></tr>"
        for number in range(1, 3)
    )
    return f"<h1>Customers</h1><table><tr><th>Name</th><th>Mail</th><th>Phone</th></tr>{people}</table><table>{_rows(rng)}</table>"


def _terminal(rng: Random, made: Page) -> str:
    lines = [
        "$ cat .env",
        f"DB_PASSWORD={_put(rng, made, password)}",
        f"API_TOKEN={_put(rng, made, key)}",
        "LOG_LEVEL=info",
        "$ git log --oneline",
    ]
    lines += [f"{name.lower()} {escape(value)}" for name, value in _look_alikes(rng)]
    return f"<pre>{chr(10).join(lines)}</pre>"


def _payment(rng: Random, made: Page) -> str:
    rows = (
        f"<tr><td>Card</td><td>{_put(rng, made, card)}</td></tr><tr><td>IBAN</td><td>{_put(rng, made, iban)}</td></tr>"
    )
    return f"<h1>Payment</h1><table>{rows}{_rows(rng)}</table>"


def _mail(rng: Random, made: Page) -> str:
    return (
        f"<h1>Re: Rechnung</h1><p>Von: {_put(rng, made, email)}</p><p>Guten Tag,</p>"
        f"<p>bitte überweisen Sie auf das Konto {_put(rng, made, iban)} und rufen Sie mich unter"
        f" {_put(rng, made, phone)} an, wenn etwas fehlt.</p><p>Beste Grüße</p><table>{_rows(rng)}</table>"
    )


_BODIES = (_form, _table, _terminal, _payment, _mail)
