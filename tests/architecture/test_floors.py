"""The floor plan of app/services: packages ask those on lower floors. The same nouns name the rooms on each layer."""

from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, imports, module_name, python_files, tree

# The ground floor is 1; below it is what everybody writes to. Packages of one floor do not know each other.
FLOORS = {
    "leaving": 5,
    "multitrack": 4,
    "operations": 4,
    "redaction": 4,
    "files": 3,
    "videos": 3,
    "sharing": 3,
    "search": 3,
    "ingest": 2,
    "inspection": 2,
    "previews": 2,
    "transcode": 2,
    "documents": 2,
    "annotations": 2,
    "rooms": 2,
    "live": 2,
    "uploads": 1,
    "accounts": 1,
    "access": 1,
    "pipeline": 1,
    "playback": 1,
    "hosts": 1,
    "workspace": -1,
    # Whatever changes something tells whom it concerns.
    "notifications": 0,
    "exports": 1,
}
# What is about no noun: on the way in, what all routes share and what belongs to none; in the domain, rules about a
# recorder's starts, the container it writes, how long things may take, what is said of fields, and tables.
OF_NO_NOUN = {
    "app/api": {"wire", "spa", "spec"},
    "app/domain": {"field_words", "labels", "languages", "tables", "takes", "webm", "times", "limits", "server_names"},
}


def _package(module: str) -> str | None:
    """`uploads` for app.services.uploads.cursor; None outside of services."""
    parts = module.split(".")
    return parts[2] if parts[:2] == ["app", "services"] and len(parts) > 2 else None


def complaints(module: str, imported: str) -> list[str]:
    """What is wrong with one import, in words."""
    source, target = _package(module), _package(imported)
    if source is None or target is None or source == target:
        return []
    unknown = [f"{module} is in no floor plan: {name}" for name in (source, target) if name not in FLOORS]
    if not unknown and FLOORS[target] >= FLOORS[source]:
        return [f"{module} imports {imported}: from floor {FLOORS[source]} to floor {FLOORS[target]}"]
    return unknown


def nameless(layer: str, nouns: set[str]) -> list[str]:
    """Rooms of a layer whose name is no noun of ours."""
    rooms = {path.stem for path in (ROOT / layer).iterdir() if path.suffix == ".py" or _is_package(path)}
    return sorted(rooms - nouns - OF_NO_NOUN[layer] - {"__init__"})


def _is_package(path: Path) -> bool:
    return path.is_dir() and any(path.rglob("*.py"))


def test_services_ask_only_lower_floors() -> None:
    found = [
        complaint
        for path in python_files("app/services")
        for imported in imports(tree(path))
        for complaint in complaints(module_name(path), imported)
    ]
    assert sorted(set(found)) == []


def test_every_package_has_a_floor() -> None:
    packages = {path.name for path in (ROOT / "app/services").iterdir() if _is_package(path)}
    assert packages <= set(FLOORS)


def test_services_are_in_packages() -> None:
    assert [path.name for path in (ROOT / "app/services").glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("layer", OF_NO_NOUN)
def test_rooms_of_other_layers_are_called_alike(layer: str) -> None:
    assert nameless(layer, set(FLOORS)) == []


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("app.services.uploads.draining", "app.services.ingest.connections"),
        ("app.services.ingest.takeover", "app.services.previews.poster"),
        ("app.services.accounts.quota", "app.services.hosts.liveness"),
        ("app.services.files.form_uploads", "app.services.operations"),
        ("app.services.attic.boxes", "app.services.uploads.cursor"),
        ("app.services.files.form_uploads", "app.services.attic.boxes"),
    ],
)
def test_a_way_up_is_noticed(module: str, imported: str) -> None:
    assert complaints(module, imported)


def test_the_way_down_and_within_is_open() -> None:
    assert complaints("app.services.ingest.connections", "app.services.uploads.cursor") == []
    assert complaints("app.services.ingest.takeover", "app.services.ingest.connections") == []
    assert complaints("app.services.ingest.takeover", "app.storage.spool") == []


def test_an_unknown_room_is_noticed() -> None:
    assert nameless("app/api", set(FLOORS) - {"files"}) == ["files"]
