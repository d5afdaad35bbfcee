"""The table of limits: how it is read, overruled and multiplied, and what counts as one address."""

import pytest

from app.domain.limits import DEFAULTS, Limit, address_key, parse, table


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("20/minute", Limit(20, 60)),
        ("10/5 minutes", Limit(10, 300)),
        (" 3 / 2 hours ", Limit(3, 7200)),
        ("1/day", Limit(1, 86400)),
        ("7/1 second", Limit(7, 1)),
        ("100 at once", Limit(100, 0)),
        (" 2 GiB at once ", Limit(2 * 1024**3, 0)),
    ],
)
def test_a_limit_is_a_number_in_a_span_of_time(text: str, limit: Limit) -> None:
    assert parse(text) == limit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20",
        "20/fortnight",
        "x/minute",
        "0/minute",
        "-1/minute",
        "5/0 minutes",
        "5/x minutes",
        "0 at once",
        "5 GB at once",
        "at once",
    ],
)
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


def test_every_default_can_be_read() -> None:
    assert set(table()) == set(DEFAULTS)


def test_a_row_is_overruled_and_all_are_multiplied() -> None:
    rows = table("login.address=5/minute; start.person = 1/day;", 20)
    assert rows["login.address"] == Limit(100, 60)
    assert rows["start.person"] == Limit(20, 86400)
    assert rows["comment.person"] == Limit(1200, 60)
    assert rows["uploads.person"] == Limit(2000, 0)


def test_nobody_is_locked_out_by_a_small_factor() -> None:
    assert all(limit.amount >= 1 for limit in table(factor=0.0001).values())


@pytest.mark.parametrize("overrules", ["login=5/minute", "login.address", "nothing.person=5/minute"])
def test_a_row_there_is_not_is_refused(overrules: str) -> None:
    with pytest.raises(ValueError):
        table(overrules)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        (None, "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_one_customers_network_is_one_address(address: str | None, key: str) -> None:
    assert address_key(address) == key
