"""Uses a page as a person does, takes its picture at every change, and writes down what was done and shown."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from math import hypot
from pathlib import Path
from random import Random

import cv2
import numpy as np
from playwright.sync_api import Page

from benchmarks.screencasts.film import Reel
from benchmarks.screencasts.pointer import shape_of
from benchmarks.screencasts.style import Look
from benchmarks.screencasts.truth import DoneStep, ShownLine, Truth
from benchmarks.screencasts.wording import Wording

ASSETS = Path(__file__).parent / "assets"
_MOVES_A_SECOND = 15


@dataclass(frozen=True, slots=True)
class _Seen:
    time: float
    lines: tuple[tuple[str, float, float, float, float], ...]


class Director:
    """One session on one page. Its clock is the film's, and stands still while Chromium works."""

    def __init__(self, page: Page, look: Look, rng: Random, scene: str) -> None:
        self.look, self.rng, self.words = look, rng, Wording(look.language)
        self.time = 0.0
        self.reel = Reel(look.pointer)
        self._page, self._scene = page, scene
        self._session = page.context.new_cdp_session(page)
        self._seen: list[_Seen] = []
        self._steps: list[DoneStep] = []
        self._at = (look.size[0] * 0.55, look.size[1] * 0.6)

    def show(self, body: str) -> None:
        """Opens a page with this body; it is the session's first picture."""
        css, js = ((ASSETS / name).read_text() for name in ("app.css", "app.js"))
        root = f"<style>{self.look.css}{css}</style>"
        furniture = '<div class="veil"></div><div class="toast" id="toast"></div>'
        self._page.set_content(f"<!doctype html>{root}<body>{body}{furniture}<script>{js}</script>")
        self._page.mouse.move(*self._at)
        self._point(self._at)
        self.shoot()

    def told(
        self, kind: str, names: Iterable[str], titles: Iterable[str], lasted: float = 0.0, optional: bool = False
    ) -> None:
        """Writes a step down that was done `lasted` seconds ago and ends now."""
        step = DoneStep(self.time - lasted, self.time, kind, tuple(names), tuple(titles), optional)
        self._steps.append(step)

    def rest(self, least: float = 0.8, most: float = 1.8) -> None:
        """Looks at the page for a while."""
        self.time += self.rng.uniform(least, most) * self.look.pace

    def move(self, target: str) -> None:
        """Moves the pointer onto an element, in a curve, and lets it rest there for a moment."""
        box = self._page.locator(target).first.bounding_box()
        assert box is not None, target
        wide = min(box["width"], 160) if box["width"] > 300 else box["width"]
        end = (box["x"] + wide * self.rng.uniform(0.3, 0.7), box["y"] + box["height"] * self.rng.uniform(0.35, 0.65))
        start, bend = self._at, self.rng.uniform(-60, 60)
        distance = hypot(end[0] - start[0], end[1] - start[1])
        seconds = (0.25 + distance / 1500) * self.look.pace
        steps = max(2, round(seconds * _MOVES_A_SECOND))
        for number in range(1, steps + 1):
            share = number / steps
            eased = share * share * (3 - 2 * share)
            sag = bend * 4 * share * (1 - share)
            self._at = (
                start[0] + (end[0] - start[0]) * eased + sag * 0.4,
                start[1] + (end[1] - start[1]) * eased + sag,
            )
            self.time += seconds / steps
            self._page.mouse.move(*self._at)
            self._point(self._at)
        self.shoot()
        self.time += self.rng.uniform(0.35, 0.8) * self.look.pace

    def press(self, target: str, wait: float = 0.0) -> None:
        """Moves there and clicks; `wait` seconds pass before anything is seen of it."""
        self.move(target)
        self._page.mouse.down()
        self._page.mouse.up()
        self.time += 0.07 + wait
        self.shoot()
        self._point(self._at)

    def click(self, target: str, label: str, kind: str = "click", wait: float = 0.0, also: Iterable[str] = ()) -> None:
        """Clicks what is called `label`, and tells it; `also` are other titles for it."""
        self.press(target, wait)
        self.told(kind, [label, *also], [*self.words.clicked(label), *also], lasted=wait)

    def turn(self, target: str, label: str, on: bool) -> None:
        """Presses a switch or a checkbox."""
        self.press(target)
        self.told("toggle", [label], self.words.turned(label, on))

    def choose(self, target: str, option: str, label: str) -> None:
        """Opens a list of options and takes one."""
        self.press(target)
        self.told("click", [label], self.words.clicked(label), optional=True)
        self.rest(0.4, 0.9)
        self.press(f"{target} .options div:text-is('{option}')")
        self.told("choose", [option], self.words.chosen(option, label))

    def type(self, target: str, label: str, text: str, each: float = 0.11) -> None:
        """Clicks into a field and types."""
        self.press(target)
        self.told("click", [label], self.words.clicked(label), optional=True)
        self.rest(0.3, 0.7)
        begun = self.time
        self.keys(text, each)
        self.told("type", [label, text], self.words.typed(text, label), lasted=self.time - begun)

    def keys(self, text: str, each: float = 0.11, at_once: int = 2) -> None:
        """Types where the caret is."""
        for start in range(0, len(text), at_once):
            piece = text[start : start + at_once]
            self._page.keyboard.type(piece)
            self.time += each * len(piece) * self.look.pace
            self.shoot()

    def do(self, script: str, wait: float = 0.07) -> None:
        """Something the page does by itself."""
        self.time += wait
        self._page.evaluate(script)
        self.shoot()

    def scroll(self, target: str, top: float, step: float = 110) -> None:
        """Scrolls an element to `top` pixels, as a wheel does."""
        now = self._page.evaluate(f"document.querySelector('{target}').scrollTop")
        while abs(top - now) > 1:
            now += max(-step, min(step, top - now))
            self._page.evaluate(f"document.querySelector('{target}').scrollTop = {now}")
            self.time += 0.09
            self.shoot()

    def top_of(self, target: str, within: str) -> float:
        """How far `within` must be scrolled to have an element at its top, in pixels."""
        script = "([a, b]) => document.querySelector(a).offsetTop - document.querySelector(b).offsetTop - 8"
        return float(self._page.evaluate(script, [target, within]))

    def ask(self, script: str) -> object:
        """What a script says about the page."""
        return self._page.evaluate(script)

    def shoot(self) -> None:
        """Takes the page's picture as it is now."""
        lines = tuple((text, *box) for text, *box in self._page.evaluate("linesOnScreen()"))
        shot = self._session.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
        picture = cv2.imdecode(np.frombuffer(base64.b64decode(shot["data"]), np.uint8), cv2.IMREAD_COLOR)
        self.reel.pictures.append((self.time, np.asarray(picture, np.uint8)))
        self._seen.append(_Seen(self.time, lines))

    def _point(self, at: tuple[float, float]) -> None:
        cursor = self._page.evaluate("([x, y]) => cursorAt(x, y)", [at[0], at[1]])
        self.reel.pointer.append((self.time, at, shape_of(cursor)))

    def truth(self) -> Truth:
        """All that was seen and done."""
        width, height = self.look.size
        lines = tuple(_lasting(self._seen, self.time, width, height))
        steps = tuple(sorted(self._steps, key=lambda step: step.time))
        return Truth(self._scene, self.look.language, width, height, self.time, lines, steps)


def _lasting(seen: list[_Seen], end: float, width: int, height: int) -> Iterable[ShownLine]:
    """Lines with their times: one that stays where it is from picture to picture is one."""
    open_lines: dict[tuple[str, int, int], tuple[float, tuple[float, float, float, float]]] = {}
    for moment in [*seen, _Seen(end, ())]:
        now = {(text, round(left), round(top)): (left, top, wide, high) for text, left, top, wide, high in moment.lines}
        for key in [key for key in open_lines if key not in now]:
            start, (left, top, wide, high) = open_lines.pop(key)
            if moment.time > start:
                box = (left / width, top / height, wide / width, high / height)
                yield ShownLine(
                    key[0], (round(box[0], 4), round(box[1], 4), round(box[2], 4), round(box[3], 4)), start, moment.time
                )
        for key, box in now.items():
            open_lines.setdefault(key, (moment.time, box))


def button(label: str, orders: str = "", key: str = "", main: bool = False) -> str:
    """A button's HTML."""
    named = f' id="{key}"' if key else ""
    return f'<button{named} class="{"main" if main else ""}" data-do="{escape(orders)}">{escape(label)}</button>'


def select(key: str, label: str, value: str, options: Iterable[str]) -> str:
    """A labelled list of options, as HTML."""
    inside = "".join(f"<div>{escape(each)}</div>" for each in options)
    listed = f'<div class="options">{inside}</div>'
    return f'<label>{escape(label)}</label><div class="select" id="{key}">{escape(value)}{listed}</div>'


def text_field(key: str, label: str, placeholder: str = "") -> str:
    """A labelled field, as HTML."""
    return f'<label>{escape(label)}</label><input id="{key}" placeholder="{escape(placeholder)}">'


def switch(key: str, label: str) -> str:
    """A setting with a switch, as HTML."""
    return f'<div class="setting"><span>{escape(label)}</span><span class="toggle" id="{key}"></span></div>'


def check(key: str, label: str) -> str:
    """A checkbox, as HTML."""
    return f'<div class="check" id="{key}"><i></i><span>{escape(label)}</span></div>'


def sidebar(name: str, entries: Iterable[tuple[str, str]], chosen: str) -> str:
    """A navigation of (section, label), as HTML."""
    links = "".join(
        f'<a id="nav-{key}" class="{"on" if key == chosen else ""}" data-do="go:{key}">{escape(label)}</a>'
        for key, label in entries
    )
    return f"<aside><b>{escape(name)}</b>{links}</aside>"
