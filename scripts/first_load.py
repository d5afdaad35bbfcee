"""What a browser fetches for the first picture of a page, in bytes as gzip sends them. Run it for a table.

The document, styles, the entry with what it imports, the page's own code with what that imports, and the shell around
it. What comes after the first picture is not counted: what the tabs beside a video show, code that sends files or finds
recordings left behind, hls.js, menus.
`.venv/bin/python -m scripts.first_load`
"""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

DIST = Path(__file__).resolve().parents[1] / "web" / "dist"
MOST_BYTES = 150_000
# Each language is a build of its own (web/languages.ts): its manifest and its document, beside the English ones.
LANGUAGES = {"English": "", "German": "de."}

_ROUTES = "src/app/routes/"
_SHELL = "src/app/shell/app-shell.tsx"
# What each page's address loads besides the entry, as src/app/routes.ts says.
PAGES = {
    "login": (_ROUTES + "login.tsx",),
    "register": (_ROUTES + "register.tsx",),
    "forgot": (_ROUTES + "forgot.tsx",),
    "reset-password, confirm-email": (_ROUTES + "mailed.tsx",),
    "settings": (_ROUTES + "settings.tsx", _SHELL),
    "admin": (_ROUTES + "admin.tsx", _SHELL),
    "library": (_ROUTES + "library.tsx", _SHELL),
    "search": (_ROUTES + "search.tsx", _SHELL),
    "watch": (_ROUTES + "watch.tsx", _SHELL),
    "guide": (_ROUTES + "guide.tsx", _SHELL),
    "link": (_ROUTES + "link.tsx",),
    "guide of a link": (_ROUTES + "guide-link.tsx",),
    "record": (_ROUTES + "record.tsx",),
    "multitrack": (_ROUTES + "multitrack.tsx", _SHELL),
    "no such page": (_ROUTES + "not-found.tsx", _SHELL),
}

Manifest = dict[str, dict[str, Any]]


def manifest(language: str = "English") -> Manifest:
    """Vite's: which file each module went into, and what that file imports. Raises FileNotFoundError."""
    name = f"manifest.{LANGUAGES[language]}json"
    found: Manifest = json.loads((DIST / ".vite" / name).read_text())
    return found


def first_load(page: str, language: str = "English") -> dict[str, int]:
    """Bytes by file. Raises KeyError where the build has no such page."""
    document = f"index.{LANGUAGES[language]}html"
    files = {document, *(path.relative_to(DIST).as_posix() for path in (DIST / "assets").glob("theme-*.js"))}
    files.update(_files(manifest(language), ["index.html", *PAGES[page]]))
    return {name: _sent(DIST / name) for name in sorted(files)}


def _files(chunks: Manifest, wanted: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    left = list(wanted)
    while left:
        key = left.pop()
        if key not in seen:
            seen.add(key)
            left.extend(chunks[key].get("imports", []))
    return {name for key in seen for name in [chunks[key]["file"], *chunks[key].get("css", [])]}


def _sent(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def main() -> None:
    """Prints a line a page, in kB of 1000 bytes."""
    print(f"{'page':14}", *(f"{language:>9}" for language in LANGUAGES))
    for page in PAGES:
        sizes = (sum(first_load(page, language).values()) / 1000 for language in LANGUAGES)
        print(f"{page:14}", *(f"{size:6.1f} kB" for size in sizes))


if __name__ == "__main__":
    main()
