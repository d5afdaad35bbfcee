"""Pages with planted secrets, and with what only looks like one. Everything is drawn from a seed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from random import Random

from benchmarks.redaction import planted
from benchmarks.redaction.planted import Maker, Planted

_LOOK_ALIKES = 5


@dataclass(slots=True)
class Page:
    """A page's HTML and what was planted on it."""

    html: str = ""
    planted: list[Planted] = field(default_factory=list)
    scrolls: bool = False


def page(seed: int, number: int) -> Page:
    """Page `number` of a seed: its kind goes round, all else is drawn."""
    rng = Random(f"redaction {seed} {number}")
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
        f".bubble{{background:{soft};border-radius:12px;padding:8px 14px;margin:8px 0;width:fit-content;max-width:640px}}"
        f"dt{{opacity:.7;margin-top:10px}}dd{{margin:0}}.veil{{position:fixed;inset:0;background:#0008}}"
        f".dialog{{position:fixed;left:380px;top:150px;width:480px;padding:24px;background:{ground};border-radius:10px}}"
        f"footer{{border-top:1px solid #999;margin-top:30px;padding-top:8px;font-size:{size - 1}px}}"
        f"</style><body>{body}{tall}</body>"
    )
    return made


def _put(rng: Random, made: Page, make: Maker) -> str:
    made.planted.append(make(rng))
    return escape(made.planted[-1].text)


def _rows(rng: Random) -> str:
    values = planted.look_alikes(rng, _LOOK_ALIKES)
    return "".join(f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in values)


def _form(rng: Random, made: Page) -> str:
    first, second = rng.choice((("Password", "API key"), ("Passwort", "API-Schlüssel"), ("Kennwort", "Zugriffstoken")))
    fields = f'<label>{first}</label><input value="{_put(rng, made, planted.password)}">'
    fields += f'<label>{second}</label><input style="width:760px" value="{_put(rng, made, planted.key)}">'
    return f"<h1>Settings</h1><p>Choose a password with at least 12 signs.</p>{fields}<table>{_rows(rng)}</table>"


def _table(rng: Random, made: Page) -> str:
    people = "".join(
        f"<tr><td>Customer {number}</td><td>{_put(rng, made, planted.email)}</td>"
        f"<td>{_put(rng, made, planted.phone)}</td></tr>"
        for number in range(1, 3)
    )
    head = "<tr><th>Name</th><th>Mail</th><th>Phone</th></tr>"
    return f"<h1>Customers</h1><table>{head}{people}</table><table>{_rows(rng)}</table>"


def _terminal(rng: Random, made: Page) -> str:
    lines = [
        "$ cat .env",
        f"DB_PASSWORD={_put(rng, made, planted.password)}",
        f"API_TOKEN={_put(rng, made, planted.key)}",
        "LOG_LEVEL=info",
        "$ git log --oneline",
    ]
    values = planted.look_alikes(rng, _LOOK_ALIKES)
    lines += [f"{name.lower()} {escape(value)}" for name, value in values]
    return f"<pre>{chr(10).join(lines)}</pre>"


def _payment(rng: Random, made: Page) -> str:
    rows = f"<tr><td>Card</td><td>{_put(rng, made, planted.card)}</td></tr>"
    rows += f"<tr><td>IBAN</td><td>{_put(rng, made, planted.iban)}</td></tr>"
    return f"<h1>Payment</h1><table>{rows}{_rows(rng)}</table>"


def _mail(rng: Random, made: Page) -> str:
    return (
        f"<h1>Re: Rechnung</h1><p>Von: {_put(rng, made, planted.email)}</p><p>Guten Tag,</p>"
        f"<p>bitte überweisen Sie auf das Konto {_put(rng, made, planted.iban)} und rufen Sie mich unter"
        f" {_put(rng, made, planted.phone)} an, wenn etwas fehlt.</p><p>Beste Grüße</p><table>{_rows(rng)}</table>"
    )


def _chat(rng: Random, made: Page) -> str:
    said = rng.choice(("the wifi password:", "Passwort:", "password is:", "pw for staging, password ="))
    says = (
        "Are you in?",
        f"not yet. what was {said} {_put(rng, made, planted.password)}" if rng.random() < 0.5 else None,
        f"Ask {_put(rng, made, planted.email)} or call {_put(rng, made, planted.phone)} before noon",
        f"I pay with {_put(rng, made, planted.card)}, 04/29",
    )
    bubbles = "".join(f'<div class="bubble">{each}</div>' for each in says if each)
    return f"<h1># ops</h1>{bubbles}<table>{_rows(rng)}</table>"


def _code(rng: Random, made: Page) -> str:
    settings = [
        "database:",
        "  host: db.internal",
        f"  password: &quot;{_put(rng, made, planted.password)}&quot;",
        f"  url: postgres://app:{_put(rng, made, planted.url_password)}@db.internal:5432/app",
        "payments:",
        f"  api_key: {_put(rng, made, planted.key)}",
        f"  contact: {_put(rng, made, planted.email)}",
        "  retries: 3",
    ]
    return "<pre>" + "".join(f"{number:>3}  {line}\n" for number, line in enumerate(settings, start=1)) + "</pre>"


def _profile(rng: Random, made: Page) -> str:
    told = (
        ("Email", planted.email),
        ("Mobile", planted.phone),
        ("Bank account", planted.iban),
        ("Card on file", planted.card),
    )
    own = "".join(f"<dt>{name}</dt><dd>{_put(rng, made, make)}</dd>" for name, make in told)
    other = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in planted.look_alikes(rng, _LOOK_ALIKES)
    )
    return f'<h1>Profile</h1><div style="columns:2;column-gap:90px;max-width:900px"><dl>{own}{other}</dl></div>'


def _dialog(rng: Random, made: Page) -> str:
    created = rng.choice(("Access key created", "Your new API token", "Neues API-Token"))
    return (
        f'<h1>Integrations</h1><table>{_rows(rng)}</table><div class="veil"></div><div class="dialog"><h2>{created}</h2>'
        f"<p>Copy it now. It will not be shown again.</p><p>{_put(rng, made, planted.key)}</p>"
        f"<label>Temporary password</label><p>{_put(rng, made, planted.password)}</p><p>Close</p></div>"
    )


def _invoice(rng: Random, made: Page) -> str:
    return (
        f"<h1>Invoice 2026-{rng.randint(100000, 999999)}</h1><table>{_rows(rng)}</table><footer>Nordwind Logistik GmbH ·"
        f" {_put(rng, made, planted.phone)} · {_put(rng, made, planted.email)} · IBAN {_put(rng, made, planted.iban)}"
        "</footer>"
    )


def _request(rng: Random, made: Page) -> str:
    lines = [
        "$ curl -X POST https://api.quartzlabs.io/v1/orders \\",
        f"    -H 'Authorization: Bearer {_put(rng, made, planted.key)}' \\",
        f"    -d 'card={_put(rng, made, planted.card)}'",
        "HTTP/2 201",
        "content-type: application/json",
        f"$ mysqldump --user=root --password={_put(rng, made, planted.password)} shop | gzip",
    ]
    lines += [f"# {name.lower()}: {escape(value)}" for name, value in planted.look_alikes(rng, _LOOK_ALIKES)]
    return f"<pre>{chr(10).join(lines)}</pre>"


_BODIES: tuple[Callable[[Random, Page], str], ...] = (
    _form,
    _table,
    _terminal,
    _payment,
    _mail,
    _chat,
    _code,
    _profile,
    _dialog,
    _invoice,
    _request,
)
