"""Addresses: one way to write each, and none that looks like another's."""

import pytest

from app.domain.accounts.emails import domain_of, normalised


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Ada@Example.ORG", "ada@example.org"),
        ("  ada@example.org ", "ada@example.org"),
        ("ada+videos@example.org", "ada+videos@example.org"),
        ("ada@xn--bcher-kva.example", "ada@b\u00fccher.example"),
        ("ada@B\u00dcCHER.example", "ada@b\u00fccher.example"),
        # Composed and decomposed, full width and not: the same letters.
        ("jose\u0301@example.org", "jos\u00e9@example.org"),
        (
            "\u0438\u0432\u0430\u043d@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444",
            "\u0438\u0432\u0430\u043d@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444",
        ),
        ("\u7530\u4e2d\u305f\u308d\u3046@example.jp", "\u7530\u4e2d\u305f\u308d\u3046@example.jp"),
        # Inside a company.
        ("ada@intranet.local", "ada@intranet.local"),
    ],
)
def test_each_address_is_written_in_one_way(written: str, address: str) -> None:
    assert normalised(written) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ada",
        "ada@example",
        "root@localhost",
        "ada@",
        "@example.org",
        "ada@@example.org",
        "a da@example.org",
        "ada@exa mple.org",
        "ada\x00@example.org",
        "ada@example.org\r\nBcc: all@example.org",
        "x" * 300 + "@example.org",
        # Cyrillic letters among Latin ones, in the name and in the domain; a word of them that looks Latin.
        "\u0430dmin@example.org",
        "admin@ex\u0430mple.org",
        "\u0440\u0430\u0443@example.org",
        "ada@\u0430\u0441\u0435.example",
        # Greek omicron among Latin letters.
        "r\u03bfot@example.org",
        # Nothing to be seen.
        "ada\u200b@example.org",
        "ada\u202e@example.org",
    ],
)
def test_what_is_none_or_looks_like_anothers_is_refused(written: str) -> None:
    assert normalised(written) is None


def test_the_domain_is_what_stands_behind_the_last_at() -> None:
    assert domain_of("ada@example.org") == "example.org"
