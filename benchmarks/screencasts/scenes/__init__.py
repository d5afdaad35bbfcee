"""The sessions that are filmed, by what kind of program is used."""

from collections.abc import Callable

from benchmarks.screencasts.director import Director
from benchmarks.screencasts.scenes import admin, documents, technical, work
from benchmarks.screencasts.vocabulary import Vocabulary

SCENES: dict[str, Callable[[Director, Vocabulary], None]] = {
    "admin": admin.settings,
    "dialog": admin.invitation,
    "menus": work.menus,
    "tabs": work.tabs,
    "toggles": admin.switches,
    "manual": documents.manual,
    "editor": technical.editor,
    "terminal": technical.terminal,
    "slides": documents.slides,
    "mail": work.mail,
    "table": work.table,
    "course": documents.course,
    "projects": admin.projects,
}
