"""Secrets to plant, in the ways people write them, and what only looks like one. Everything is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits, hexdigits

from app.domain.redaction.kinds import Kind
from app.domain.redaction.numbers import luhn

_FIRST = ("anna", "jonas", "mehmet", "lena", "tom", "sofia", "k", "zoë", "p", "greta", "lucas", "ines", "noah", "marta")
_LAST = (
    "keller",
    "brandt",
    "dubois",
    "oconnor",
    "fischer",
    "waits",
    "marin",
    "yilmaz",
    "lindqvist",
    "moreau",
    "okafor",
)
_DOMAINS = (
    "nordwind-logistik.de",
    "papillon.fr",
    "quartzlabs.io",
    "harborfreight.co",
    "blauwal.ch",
    "tinyforge.dev",
    "mail.stadtwerke-ulm.de",
    "gmail.com",
    "student.uni-graz.at",
    "oak-and-iron.co.uk",
)
_WORDS = (
    "Harbor",
    "Sommer",
    "violet",
    "Kranich",
    "basalt",
    "Mistral",
    "orchid",
    "Fjord",
    "Lantern",
    "Zitrone",
    "copper",
)
_SIGNS = ascii_letters + digits


@dataclass(frozen=True, slots=True)
class Planted:
    """A secret as it stands on a page."""

    kind: Kind
    text: str


Maker = Callable[[Random], Planted]


def email(rng: Random) -> Planted:
    """An address."""
    first, last = rng.choice(_FIRST).replace("ë", "e"), rng.choice(_LAST)
    ways = (
        f"{first}.{last}{rng.randint(10, 99)}",
        f"{first}{rng.randint(1, 999)}",
        f"{first[0]}.{last}",
        f"{first}_{last}",
        f"{last}-{first}+billing",
        f"{first.capitalize()}.{last.capitalize()}",
    )
    return Planted(Kind.EMAIL, f"{rng.choice(ways)}@{rng.choice(_DOMAINS)}")


def card(rng: Random) -> Planted:
    """A card number, in groups or not."""
    groups = rng.choice((" ", " ", "-", ""))
    if rng.random() < 0.2:
        number = _checked("3" + rng.choice("47"), 15, rng)
        return Planted(Kind.CARD, groups.join((number[:4], number[4:10], number[10:])))
    number = _checked(rng.choice(("4", "51", "55", "2221", "6011")), 16, rng)
    return Planted(Kind.CARD, groups.join(number[at : at + 4] for at in range(0, 16, 4)))


def _checked(begin: str, length: int, rng: Random) -> str:
    body = (begin + "".join(rng.choices(digits, k=length)))[: length - 1]
    return next(body + last for last in digits if luhn(body + last))


def iban(rng: Random) -> Planted:
    """An account in one of six countries, two of which have letters in it."""
    country = rng.choice(("DE", "AT", "CH", "FR", "NL", "GB"))
    number = "".join(rng.choices(digits, k=_DIGITS[country]))
    if country in ("NL", "GB"):
        number = "".join(rng.choices(ascii_uppercase, k=4)) + number
    check = 98 - int("".join(str(int(sign, 36)) for sign in f"{number}{country}00")) % 97
    written = f"{country}{check:02d}{number}"
    if rng.random() < 0.3:
        return Planted(Kind.IBAN, written)
    return Planted(Kind.IBAN, " ".join(written[at : at + 4] for at in range(0, len(written), 4)))


# Digits after the country's two letters, the check digits and the letters of a bank.
_DIGITS = {"DE": 18, "AT": 16, "CH": 17, "FR": 23, "NL": 10, "GB": 14}


def phone(rng: Random) -> Planted:
    """German, Austrian, Swiss, French, British or American."""
    tail = "".join(rng.choices(digits[2:], k=8))
    ways = (
        f"+49 30 {tail[:4]} {tail[4:]}",
        f"+49 (0)89 {tail[:3]} {tail[3:7]}",
        f"+49 171 {tail[:7]}",
        f"0171 {tail[:7]}",
        f"0171/{tail[:7]}",
        f"040 / {tail[:3]} {tail[3:6]}",
        f"+43 664 {tail[:7]}",
        f"+41 79 {tail[:3]} {tail[3:5]} {tail[5:7]}",
        f"+33 6 {tail[:2]} {tail[2:4]} {tail[4:6]} {tail[6:]}",
        f"06 {tail[:2]} {tail[2:4]} {tail[4:6]} {tail[6:]}",
        f"06.{tail[:2]}.{tail[2:4]}.{tail[4:6]}.{tail[6:]}",
        f"+44 7911 {tail[:6]}",
        f"(212) {rng.randint(210, 799)}-{tail[:4]}",
        f"+1 415-{rng.randint(210, 799)}-{tail[:4]}",
    )
    return Planted(Kind.PHONE, rng.choice(ways))


def key(rng: Random) -> Planted:
    """As well-known services make them, or random."""
    ways = (
        "ghp_" + _drawn(rng, 36),
        "github_pat_11" + _drawn(rng, 20),
        "sk-proj-" + _drawn(rng, 32),
        "sk_live_" + _drawn(rng, 24),
        "AKIA" + "".join(rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ234567", k=16)),
        "xoxb-" + "".join(rng.choices(digits, k=11)) + "-" + _drawn(rng, 20),
        "glpat-" + _drawn(rng, 20),
        "AIza" + _drawn(rng, 35),
        "npm_" + _drawn(rng, 36),
        "hf_" + _drawn(rng, 34),
        "eyJhbGciOiJIUzI1NiJ9." + _drawn(rng, 30) + "." + _drawn(rng, 24),
        _drawn(rng, 40),
        _drawn(rng, 32),
    )
    return Planted(Kind.API_KEY, rng.choice(ways))


def password(rng: Random) -> Planted:
    """As people choose them, and as managers draw them."""
    word, other = rng.sample(_WORDS, 2)
    ways = (
        f"{word}{rng.randint(10, 9999)}{rng.choice('!?#%+')}{rng.choice(ascii_lowercase)}",
        f"{word}{rng.randint(1950, 2026)}",
        f"{word}-{other}-{rng.randint(10, 99)}",
        f"{word.lower()}_{rng.randint(100, 999)}{rng.choice('!?$*')}",
        "".join(rng.choices(_SIGNS, k=9)) + rng.choice(digits) + rng.choice("!?#%+=@"),
    )
    return Planted(Kind.PASSWORD, rng.choice(ways))


def url_password(rng: Random) -> Planted:
    """One that may stand in an address as it is."""
    return Planted(Kind.PASSWORD, f"{rng.choice(_WORDS)}{rng.randint(100, 9999)}{_drawn(rng, 4)}")


def _drawn(rng: Random, length: int) -> str:
    return "".join(rng.choices(_SIGNS, k=length))


def look_alikes(rng: Random, count: int) -> list[tuple[str, str]]:
    """Labels and values of what is no secret."""
    hexes = "".join(rng.choices(hexdigits.lower(), k=40))
    number = "".join(rng.choices(digits, k=15))
    wrong = number + next(last for last in digits if not luhn(number + last))
    day, month, hour, minute = rng.randint(1, 28), rng.randint(1, 12), rng.randint(10, 19), rng.randint(10, 59)
    every = [
        ("Order number", f"{wrong[:4]} {wrong[4:8]} {wrong[8:12]} {wrong[12:]}"),
        ("Updated", f"{day:02d}.{month:02d}.2026 {hour}:{minute}"),
        ("Created", f"2026-{month:02d}-{day:02d}T{hour}:{minute}:07Z"),
        ("Commit", hexes),
        ("Request", f"{hexes[:8]}-{hexes[8:12]}-4{hexes[13:16]}-a{hexes[17:20]}-{hexes[20:32]}"),
        ("Amount", f"{rng.randint(1, 9)},{rng.randint(100, 999)}.{rng.randint(10, 99)} EUR"),
        ("Address", f"10.{rng.randint(0, 255)}.{rng.randint(0, 255)}.{rng.randint(1, 254)}"),
        ("Password", "••••••••••"),
        ("Password policy", "12 characters"),
        ("Version", f"v{rng.randint(1, 9)}.{rng.randint(0, 30)}.{rng.randint(0, 30)}"),
        ("Invoice", f"2026-{rng.randint(100000, 999999)}"),
        ("Repository", "git@github.com:harbor/quay.git"),
        ("Package", "react@19.2.0"),
        ("Token", "expired"),
        ("Owner", "@anna in #releases"),
        ("Digest", f"sha256:{hexes}"),
        ("Opening hours", "09:00 - 17:30"),
        ("Postcode", f"{rng.randint(10000, 99999)} Ulm"),
        ("Build", f"2026.{month}.{day}-{rng.randint(1000, 9999)}"),
        ("Class", "btn-primary-2xl-hover:underline"),
    ]
    return rng.sample(every, count)
