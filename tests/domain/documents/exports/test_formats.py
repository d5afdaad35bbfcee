"""Every format is saved under an ending of its own, and named by the wire."""

from app.domain.documents.exports.formats import KINDS, Format


def test_every_format_has_its_file() -> None:
    assert set(KINDS) == set(Format)
    assert len({kind.extension for kind in KINDS.values()}) == len(Format)
    assert {format for format, kind in KINDS.items() if not kind.has_pictures} == {Format.JSON, Format.VTT}
