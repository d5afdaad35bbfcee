"""The multitrack page: two streams recorded in the browser, compiled to one film, downloaded, and in step."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.stack import Stack
from tests.e2e.test_main_path import sign_up
from tests.support.sync_measure import Measured, measure

FLASH_AND_BEEP = (Path(__file__).parents[1] / "support" / "flash_and_beep.js").read_text()
# Picture and sound of this much apart are seen as one (ITU-R BT.1359: from 45 ms early to 125 ms late).
IN_STEP_SECONDS = 0.125
NOTHING = re.compile(r"(?!)")


def test_camera_and_microphone_become_a_film(browser: Browser, stack: Stack, tmp_path: Path) -> None:
    with multitrack_page(browser, stack) as page:
        expect(page.get_by_text("No multitrack recordings yet")).to_be_visible()
        record(page, seconds=5)
        film = compile_and_download(page, tmp_path)
        assert (film.video, film.audio) == ("h264", "aac")
        assert film.size == (640, 360), "720p was asked to be 360p"
        assert film.video_seconds == pytest.approx(5, abs=1.5)
        assert film.audio_seconds == pytest.approx(film.video_seconds, abs=1)
        assert compile_anew(page, tmp_path).size == (852, 480), "and then, 480p"
        delete(page)


def test_picture_and_sound_are_in_step(browser: Browser, stack: Stack, tmp_path: Path) -> None:
    with multitrack_page(browser, stack, FLASH_AND_BEEP) as page:
        record(page, seconds=4, during="window.flashAndBeep()")
        film = compile_and_download(page, tmp_path)
        print(f"the beep comes {film.offset * 1000:.0f} ms after the flash ({film})")
        assert abs(film.offset) < IN_STEP_SECONDS
        # A canvas gives the full range of values, which few players expect in an MP4.
        assert film.pixel_format == "yuv420p"


@contextmanager
def multitrack_page(
    browser: Browser, stack: Stack, script: str | None = None, no_errors: re.Pattern[str] = NOTHING
) -> Iterator[Page]:
    """A new person's multitrack page; an uncaught error in the page fails the test, but for those named."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    if script is not None:
        context.add_init_script(script)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_up(page, stack.urls["web"])
    page.get_by_role("link", name="Multitrack").first.click()
    expect(page.get_by_role("heading", name="Multitrack", exact=True)).to_be_visible()
    yield page
    context.close()
    assert [error for error in errors if not no_errors.search(error)] == []


def record(page: Page, seconds: float, during: str | None = None, after: float = 1.5) -> None:
    """Records until both tracks are with the server; `during` runs `after` so many seconds."""
    page.get_by_role("button", name="Start recording").click()
    expect(page.get_by_role("timer", name="Recorded")).to_be_visible(timeout=10_000)
    page.wait_for_timeout(after * 1000)
    if during is not None:
        page.evaluate(during)
    page.wait_for_timeout((seconds - after) * 1000)
    for track in ("video", "audio"):
        line = page.locator(f"[data-track={track}]")
        expect(line.get_by_text(re.compile("on its way to storage|safe in storage"))).to_be_visible()
    page.get_by_role("button", name="Stop recording").click()
    expect(page.get_by_role("button", name="Record another")).to_be_visible(timeout=20_000)


def compile_and_download(page: Page, folder: Path) -> Measured:
    recording = page.get_by_role("listitem").filter(has_text="Picture")
    expect(recording.get_by_text("Two tracks")).to_be_visible(timeout=15_000)
    recording.get_by_text("Smaller").click()
    recording.get_by_label("Size").select_option("360p")
    recording.get_by_role("button", name="Compile").click()
    return download(page, recording, folder)


def compile_anew(page: Page, folder: Path) -> Measured:
    recording = page.get_by_role("listitem").filter(has_text="Picture")
    recording.get_by_text("Compile anew").click()
    recording.get_by_label("Size").select_option("480p")
    again = recording.get_by_role("button", name="Compile again")
    begun = recording.get_by_role("progressbar", name="Compiling")
    # That other sizes are being made of the first film is said, and one presses again.
    busy = recording.get_by_text("This is still being worked on.")
    for _ in range(120):
        again.click()
        expect(begun.or_(busy)).to_be_visible()
        if begun.is_visible():
            break
        page.wait_for_timeout(1000)
        # What was said of the press before stands there until this one is answered: it may have been heard after all.
        if not again.is_visible():
            break
    return download(page, recording, folder)


def download(page: Page, recording: Locator, folder: Path) -> Measured:
    expect(recording.get_by_role("progressbar", name="Compiling")).to_be_visible()
    link = recording.get_by_role("link", name=re.compile("Download MP4"))
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as waiting:
        link.click()
    target = folder / "film.mp4"
    waiting.value.save_as(target)
    return measure(target)


def delete(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Delete ")).click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("No multitrack recordings yet")).to_be_visible()
