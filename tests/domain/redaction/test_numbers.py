"""Numbers that prove themselves, and those that only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.redaction.numbers import cards, ibans, is_iban, luhn, phones

DIGITS = st.text("0123456789", min_size=12, max_size=18)
ACCOUNTS = st.text("0123456789", min_size=18, max_size=18)


def with_luhn(body: str) -> str:
    return next(body + digit for digit in "0123456789" if luhn(body + digit))


def german(account: str) -> str:
    return f"DE{98 - int(account + '131400') % 97:02d}{account}"


@given(DIGITS)
def test_one_digit_in_ten_makes_a_number_a_card_s(body: str) -> None:
    assert sum(luhn(body + digit) for digit in "0123456789") == 1


@given(DIGITS, st.integers(0, 18), st.integers(1, 9))
def test_a_digit_that_was_mistaken_is_noticed(body: str, place: int, by: int) -> None:
    number = with_luhn(body)
    at = place % len(number)
    other = str((int(number[at]) + by) % 10)
    assert not luhn(number[:at] + other + number[at + 1 :])


@given(ACCOUNTS)
def test_check_digits_make_an_account_number(account: str) -> None:
    assert is_iban(german(account))
    assert [each.value for each in ibans(f"IBAN {german(account)}")] == [german(account)]


@given(ACCOUNTS, st.integers(0, 17), st.integers(1, 9))
def test_an_account_number_with_another_digit_is_none(account: str, place: int, by: int) -> None:
    number = german(account)
    at = 4 + place
    assert not is_iban(number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1111",
        "Card: 5555-5555-5555-4444, 12/27",
        "378282246310005",
        "3782 822463 10005",
        "41l1 1111 1111 1l11",
        "4O12 8888 8888 1881",
        "3782 82246310005",
        "curl -d 'card=4111 1111 1111 1111T",
    ],
)
def test_cards_are_found_as_people_and_engines_write_them(text: str) -> None:
    assert len(list(cards(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",
        "1234 5678 9012 3456",
        "Order 79927398713",
        "2024 1130 1422 1055",
        "12 345 678 901 234 567",
        "SOIL SOIL SOIL SOIL",
        "9999999999999999",
        "4 1111 1111 1111 111",
    ],
)
def test_other_long_numbers_are_no_cards(text: str) -> None:
    assert list(cards(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("DE89 37O4 0044 0532 0l30 00 BIC COBADEFF", "DE89370400440532013000"),
        ("IBAN: FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606"),
        ("GB82WEST12345698765432", "GB82WEST12345698765432"),
        ("NL91 A8NA 0417 1643 00", "NL91ABNA0417164300"),
    ],
)
def test_account_numbers_end_where_their_country_has_them_end(text: str, value: str) -> None:
    assert [each.value for each in ibans(text)] == [value]


@pytest.mark.parametrize("text", ["DE12 3456 7890 1234 5678 90", "DE89 3704 0044", "XX89 3704 0044 0532 0130 00"])
def test_what_fails_its_check_is_no_account_number(text: str) -> None:
    assert list(ibans(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+49 30 23125 123", "+493023125123"),
        ("0049 (0)30 23125-123", "+493023125123"),
        ("Tel. 030 23125123", "+493023125123"),
        ("0171/2345678", "+491712345678"),
        ("01 42 68 53 00", "+33142685300"),
        ("01714765339", "+491714765339"),
        ("(212) 555-0147", "+12125550147"),
        ("06.29.48.32.36", "+49629483236"),
        ("+44 7911 466997", "+447911466997"),
        ("Call 212-555-0147 now", "+12125550147"),
    ],
)
def test_telephone_numbers_are_found_as_they_are_written(text: str, value: str) -> None:
    assert [each.value for each in phones(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-30 14:22:10",
        "30.11.2026",
        "06.12.2024 08:30",
        "06.12.24",
        "2932 1954 0783 5170",
        "0965 6724 0186 6550",
        "192.168.100.200",
        "10.0.0.12:8080",
        "Order 0171-2345678",
        "Rechnung Nr. 0171 2345678",
        "Invoice 2024-001234",
        "ISBN 978-3-16-148410-0",
        "1,299.00 EUR",
        "0,25 0,50",
        "07:30 08:45",
        "12 345 678",
        "v0.12.3 v0.12.4",
    ],
)
def test_dates_sums_and_order_numbers_are_no_telephones(text: str) -> None:
    assert list(phones(text)) == []
