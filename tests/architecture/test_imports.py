"""Who may import whom: edges → services → database, storage, media, OCR → domain, and never back."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# A module may import what stands above its own line, and its own layer.
RANKS = {"domain": 0, "db": 1, "storage": 1, "media": 1, "ocr": 1, "services": 2, "api": 3, "ws": 3, "workers": 3}
# Beside that: OCR cuts pictures with the one subprocess wrapper; a stream of events ends as the sockets do.
PEERS = {("ocr", "media"), ("api", "ws")}
# Edges reach files, objects and programs through a service.
ONLY_FOR_SERVICES = {"storage", "media", "ocr"}
EDGES = {"api", "ws", "workers"}
# Modules of app/ itself that know the layers above them. Everything else there is for all to use.
WIRING = {"app", "app.cli"}
ABOVE_SERVICES = WIRING | {"app.guards"}
# Pure computation over values, like the standard library.
DOMAIN_LIBRARIES = {"rapidfuzz"}


def _modules() -> list[Path]:
    return sorted(path for package in ("app", "workers") for path in (ROOT / package).rglob("*.py"))


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _layer(module: str) -> str | None:
    first, _, rest = module.partition(".")
    return "workers" if first == "workers" else rest.split(".")[0] if first == "app" and rest else None


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            # `from app import events` names a module; `from app.events import publish` a thing in one.
            names = {f"app.{alias.name}" for alias in node.names if _is_module(f"app.{alias.name}")}
            found |= names if node.module == "app" and names else {str(node.module)}
    return found


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()


def complaints(module: str, imported: str) -> list[str]:
    """What is wrong with one import, in words."""
    source, target = _layer(module), _layer(imported)
    if imported.split(".")[0] not in {"app", "workers"}:
        return []
    if target == "workers" and source != "workers":
        return [f"{module} imports {imported}: tasks are sent by name"]
    if source in RANKS and imported in ABOVE_SERVICES and (module, imported) != ("workers.celery_app", "app"):
        return [] if imported == "app.guards" and source in EDGES else [f"{module} imports {imported}, which wires it"]
    if source not in RANKS and target in RANKS and module not in ABOVE_SERVICES and RANKS[str(target)] > 1:
        return [f"{module} imports {imported}, but everybody uses {module}"]
    if source not in RANKS or target not in RANKS or source == target:
        return []
    if source in EDGES and target in ONLY_FOR_SERVICES:
        return [f"{module} imports {imported}: ask a service"]
    if RANKS[str(target)] >= RANKS[str(source)] and (source, target) not in PEERS:
        return [f"{module} imports {imported}: that points back"]
    return []


def test_imports_never_point_back() -> None:
    found = [
        complaint for path in _modules() for target in _imports(path) for complaint in complaints(_name(path), target)
    ]
    assert found == []


def test_the_domain_knows_nothing_of_ours_and_no_framework() -> None:
    allowed = sys.stdlib_module_names | DOMAIN_LIBRARIES
    foreign = [
        f"{_name(path)} imports {imported}"
        for path in _modules()
        if _layer(_name(path)) == "domain"
        for imported in _imports(path)
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
    noticed = complaints(module, imported) or (_layer(module) == "domain" and not imported.startswith("app.domain"))
    assert noticed


def test_every_layer_has_modules() -> None:
    assert {_layer(_name(path)) for path in _modules()} >= set(RANKS)
