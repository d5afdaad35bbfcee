"""Numbers that prove themselves: cards by Luhn's digit, accounts by that of ISO 7064, telephones by their plan."""

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import NumberParseException

from app.domain.redaction.kinds import Kind, Secret

# What an engine takes digits for, and what it takes letters for.
_SLIPS = str.maketrans("OoQDlI|SB", "000011158")
_LETTERS = str.maketrans("0158", "OISB")
# Where an account number has the four letters of its bank, and in which countries.
_BANK, _LETTERED = (
    slice(4, 8),
    frozenset({"BG", "GB", "GE", "GI", "IE", "LV", "NL", "RO", "AZ", "BH", "CR", "PK", "VG"}),
)
# A quote behind it is read as a letter now and then.
_CARD = re.compile(r"(?<![\w.,])[\dOolISB](?:[ \-–]?[\dOolIQSB]){12,18}(?!\d|\w\w|[.,]\d)")
# Of a card's signs so many are digits for certain, or it is a word.
_LEAST_DIGITS = 0.8
# First digits and lengths of who issues cards (ISO/IEC 7812).
_ISSUERS = (
    (4, 4, {13, 16, 19}),
    (51, 55, {16}),
    (2221, 2720, {16}),
    (34, 34, {15}),
    (37, 37, {15}),
    (6011, 6011, {16, 19}),
    (644, 659, {16, 19}),
    (300, 305, {14}),
    (36, 36, {14}),
    (38, 39, {14}),
    (3528, 3589, {16, 19}),
    (62, 62, {16, 17, 18, 19}),
    (5018, 5018, {16}),
    (5020, 5020, {16}),
    (5038, 5038, {16}),
    (6304, 6304, {16}),
)
# Cards are printed in groups of four to six digits, of which an engine may not have seen each space apart.
_LEAST_GROUP = 4

_IBAN = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2})[ ]?([\dOIl]{2})((?:[ \-]?[A-Z0-9l]){11,30})(?![A-Za-z0-9])")
# Signs of an account number by country (the registry of ISO 13616).
_IBAN_LENGTHS = {
    name: int(length)
    for name, length in (
        entry.split(":")
        for entry in [
            "AD:24",
            "AE:23",
            "AL:28",
            "AT:20",
            "AZ:28",
            "BA:20",
            "BE:16",
            "BG:22",
            "BH:22",
            "BR:29",
            "BY:28",
            "CH:21",
            "CR:22",
            "CY:28",
            "CZ:24",
            "DE:22",
            "DK:18",
            "DO:28",
            "EE:20",
            "EG:29",
            "ES:24",
            "FI:18",
            "FO:18",
            "FR:27",
            "GB:22",
            "GE:22",
            "GI:23",
            "GL:18",
            "GR:27",
            "GT:28",
            "HR:21",
            "HU:28",
            "IE:22",
            "IL:23",
            "IQ:23",
            "IS:26",
            "IT:27",
            "JO:30",
            "KW:30",
            "KZ:20",
            "LB:28",
            "LC:32",
            "LI:21",
            "LT:20",
            "LU:20",
            "LV:21",
            "LY:25",
            "MC:27",
            "MD:24",
            "ME:22",
            "MK:19",
            "MR:27",
            "MT:31",
            "MU:30",
            "NL:18",
            "NO:15",
            "PK:24",
            "PL:28",
            "PS:29",
            "PT:25",
            "QA:29",
            "RO:24",
            "RS:22",
            "SA:24",
            "SC:31",
            "SD:18",
            "SE:24",
            "SI:19",
            "SK:24",
            "SM:27",
            "ST:25",
            "SV:28",
            "TL:23",
            "TN:24",
            "TR:26",
            "UA:29",
            "VA:22",
            "VG:24",
            "XK:20",
        ]
    )
}

# International, American with its groups, and with a leading zero and at least one separator.
_PHONES = (
    (re.compile(r"(?<![\w+.,/-])(?:\+|00)[1-9]\d{0,2}(?:[ \-./()]{0,2}\d){6,13}(?![\w]|[.,:/-]\d)"), (None,)),
    (re.compile(r"(?<![\w+.,/-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\w]|[.,:/-]\d)"), ("US",)),
    # Behind other digits it is a group of a longer number.
    (re.compile(r"(?<![\w+.,/-])(?<!\d\d )\(?0\d{1,4}\)?(?:[ \-/.]{1,3}\d{2,8}){1,5}(?![\w]|[.,:/-]\d)"), ("DE", "FR")),
    # Mobile ones, of which an engine did not see the spaces.
    (re.compile(r"(?<![\w+.,/-])0(?:1[567]\d{8,9}|[67]\d{8})(?![\w]|[.,:/-]\d)"), ("DE", "FR")),
)
# French numbers are in pairs with dots between, and begin as a date of a year of two digits does.
_DATES = re.compile(
    r"^(?:\d{1,2}[./-]\d{1,2}[./-](?:(?:19|20)\d{2}\b|\d{2}(?:$|[^./\-\d]))|\d{4}[./-]\d{1,2}[./-]\d{1,2}\b)"
)
# Signs of a number from which on a plus is no sum's; digits within a country, of which twelve are a rarity (E.164).
_TELLING, _LONGEST_NATIONAL = 11, 12
# What stands before a number that nobody can be called by.
_NO_PHONE = re.compile(
    r"(?:order|invoice|ticket|case|ref|rechnung|bestell|auftrag|kunden|commande|facture|iso|isbn|version|sku|art)"
    r"[\w .:#-]{0,14}$",
    re.IGNORECASE,
)


def luhn(digits: str) -> bool:
    """Whether the last digit is the one that the others ask for (ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def is_iban(text: str) -> bool:
    """Whether it is an account number: its country's length, and its check digits (ISO 7064, MOD 97-10)."""
    if len(text) != _IBAN_LENGTHS.get(text[:2]) or not text.isalnum():
        return False
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


def cards(text: str) -> Iterator[Secret]:
    """Card numbers."""
    for found in _CARD.finditer(text):
        written = found.group()
        signs = re.sub(r"[ \-–]", "", written)
        if sum(sign.isdigit() for sign in signs) < _LEAST_DIGITS * len(signs):
            continue
        digits = signs.translate(_SLIPS)
        if digits.isdigit() and _is_issued(digits) and _is_grouped(written) and luhn(digits):
            yield Secret(Kind.CARD, found.start(), found.end(), digits)


def ibans(text: str) -> Iterator[Secret]:
    """Account numbers, as long as their country has them: what follows on the line may look like more of it."""
    for found in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(found.group(1), 0)
        signs = [place for place in range(found.start(), found.end()) if text[place].isalnum()][:length]
        value = "".join(text[place] for place in signs)
        for read in _readings(value):
            if len(signs) == length and is_iban(read):
                yield Secret(Kind.IBAN, found.start(), signs[-1] + 1, read)
                break


def _readings(value: str) -> Iterator[str]:
    """As it was read, with digits for letters, and with a bank's letters for digits."""
    yield value.upper()
    digits = value[:2] + value[2:].translate(_SLIPS).upper()
    yield digits
    if value[:2] in _LETTERED:
        yield digits[:4] + value[_BANK].upper().translate(_LETTERS) + digits[8:]


def phones(text: str) -> Iterator[Secret]:
    """Telephone numbers: international ones, and those of America, Germany and France as people write them there."""
    taken: set[int] = set()
    for pattern, regions in _PHONES:
        for found in pattern.finditer(text):
            written, span = found.group(), range(found.start(), found.end())
            if taken & set(span) or _DATES.match(written) or _NO_PHONE.search(text[: found.start()]):
                continue
            value = next((number for region in regions if (number := _number(written, region))), None)
            if value:
                taken |= set(span)
                yield Secret(Kind.PHONE, found.start(), found.end(), value)


def _number(written: str, region: str | None) -> str | None:
    plain = "+" + written[2:] if written.startswith("00") else written
    try:
        number = phonenumbers.parse(plain.replace("(0)", ""), region)
    except NumberParseException:
        return None
    # With its country it says by itself what it is, whether or not anybody was given it yet.
    is_one = phonenumbers.is_valid_number if region or len(written) < _TELLING else phonenumbers.is_possible_number
    if not is_one(number) or len(str(number.national_number)) > _LONGEST_NATIONAL:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_issued(digits: str) -> bool:
    return any(
        first <= int(digits[: len(str(first))]) <= last and len(digits) in lengths for first, last, lengths in _ISSUERS
    )


def _is_grouped(written: str) -> bool:
    """Whether its groups are those of a card, as far as it has some."""
    *first, last = (len(group) for group in re.split(r"[ \-–]+", written))
    # Of nineteen digits the last three stand by themselves.
    return all(size >= _LEAST_GROUP for size in first) and (last >= _LEAST_GROUP or (last == 3 and sum(first) == 16))
