"""Each format is saved as what it is."""

from app.domain.annotations.exports.formats import KINDS, Format


def test_each_has_an_ending_and_a_type_that_no_browser_runs() -> None:
    assert set(KINDS) == set(Format)
    assert len({extension for extension, _ in KINDS.values()}) == len(Format)
    assert not any("html" in mime or "script" in mime or "svg" in mime for _, mime in KINDS.values())
