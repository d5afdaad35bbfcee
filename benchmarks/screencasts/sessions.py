"""A film and its truth by seed: made once, then taken from a folder beside other temporary files."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from playwright.sync_api import Browser

from benchmarks.screencasts import truth
from benchmarks.screencasts.director import Director
from benchmarks.screencasts.film import encode
from benchmarks.screencasts.scenes import SCENES
from benchmarks.screencasts.style import Look, look
from benchmarks.screencasts.vocabulary import Vocabulary

HERE = Path(__file__).parent
# A dark table is asked for by name; other scenes are dark by chance.
_DARK = {"table"}
_ENGLISH = {"editor", "terminal"}
# What looks at films, and has no part in how they look.
_JUDGES = {"__main__", "scoring", "runs", "report", "sessions", "truth", "text_rules"}


@dataclass(frozen=True, slots=True)
class Session:
    """One filmed session."""

    seed: int
    film: Path
    truth: truth.Truth


def sessions(seeds: Iterable[int], folder: Path | None = None) -> Iterator[Session]:
    """The sessions of these seeds. Starts Chromium where one is missing."""
    home = (folder or Path(tempfile.gettempdir()) / "screencasts") / _edition()
    home.mkdir(parents=True, exist_ok=True)
    wanted = list(seeds)
    missing = [seed for seed in wanted if not (home / f"{seed}.json").exists()]
    if missing:
        with _browser() as browser:
            for seed in missing:
                _make(browser, seed, home)
    for seed in wanted:
        told = truth.load(home / f"{seed}.json")
        yield Session(seed, next(home.glob(f"{seed}.[mw]*")), told)


def scene_of(seed: int) -> str:
    """What is filmed for a seed: every scene once in as many seeds as there are scenes."""
    return list(SCENES)[seed % len(SCENES)]


def _edition() -> str:
    """Changes with what makes the films."""
    parts = sorted([*HERE.glob("*.py"), *HERE.glob("scenes/*.py"), *HERE.glob("assets/*")])
    makers = [part for part in parts if part.stem not in _JUDGES]
    return sha256(b"".join(part.read_bytes() for part in makers)).hexdigest()[:12]


@contextmanager
def _browser() -> Iterator[Browser]:
    # Here, so that scoring needs no browser.
    from tests.support.browser import open_browser

    with open_browser("--force-color-profile=srgb", "--hide-scrollbars") as opened:
        yield opened


def _make(browser: Browser, seed: int, home: Path) -> None:
    rng, scene = Random(seed), scene_of(seed)
    chosen = look(rng, True if scene in _DARK else None)
    chosen = Look(**{**_fields(chosen), "language": "en"}) if scene in _ENGLISH else chosen
    width, height = chosen.size
    context = browser.new_context(viewport={"width": width, "height": height})
    director = Director(context.new_page(), chosen, rng, scene)
    SCENES[scene](director, Vocabulary(chosen.language, rng))
    told = director.truth()
    path = home / f"{seed}.{'webm' if chosen.coding.codec == 'vp9' else 'mp4'}"
    encode(director.reel.frames(told.duration), chosen.size, chosen.coding, path)
    truth.save(told, home / f"{seed}.json")
    context.close()


def _fields(value: Look) -> dict[str, object]:
    return {name: getattr(value, name) for name in Look.__slots__}
