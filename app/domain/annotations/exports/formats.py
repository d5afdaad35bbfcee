"""Which files what was said can become. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Format(StrEnum):
    """What somebody asks for."""

    JSON = "json"  # W3C Web Annotation
    CSV = "csv"
    EDL = "edl"  # CMX3600, with markers
    FCPXML = "fcpxml"  # a clip with markers


# How each is saved: the ending of its name, and its type.
KINDS: Mapping[Format, tuple[str, str]] = MappingProxyType(
    {
        Format.JSON: ("json", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'),
        Format.CSV: ("csv", "text/csv; charset=utf-8"),
        Format.EDL: ("edl", "text/plain; charset=utf-8"),
        Format.FCPXML: ("fcpxml", "application/xml"),
    }
)
