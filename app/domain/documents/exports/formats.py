"""Which files a guide can become. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Format(StrEnum):
    """What somebody asks for."""

    MARKDOWN = "markdown"  # a zip of the text and its pictures
    HTML = "html"  # one file with everything in it
    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"  # for programs: without pictures
    VTT = "vtt"  # chapters, for players


@dataclass(frozen=True, slots=True)
class FileKind:
    """How a format is saved, and whether it has pictures in it."""

    extension: str
    mime_type: str
    has_pictures: bool


KINDS: Mapping[Format, FileKind] = MappingProxyType(
    {
        Format.MARKDOWN: FileKind("zip", "application/zip", True),
        Format.HTML: FileKind("html", "text/html; charset=utf-8", True),
        Format.PDF: FileKind("pdf", "application/pdf", True),
        Format.DOCX: FileKind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", True),
        Format.JSON: FileKind("json", "application/json", False),
        Format.VTT: FileKind("vtt", "text/vtt; charset=utf-8", False),
    }
)
