"""A film with several sounds in Chromium: choosing one by the keyboard, and the picture that it begins with."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.client import Client
from scripts.stack import Stack
from tests.e2e.test_adaptive import BY_HLS, PASSWORD, RESULTS, VIDEO, open_watch_page
from tests.media.making import make

GERMAN, DIRECTOR = 300, 2000
# The loudest tone that the video element sounds, in Hz.
TONE = """async () => {
  const video = document.querySelector("video");
  if (!window.ear) {
    const context = new AudioContext();
    window.ear = context.createAnalyser();
    window.ear.fftSize = 8192;
    context.createMediaElementSource(video).connect(window.ear);
    window.ear.connect(context.destination);
    await context.resume();
  }
  const heard = new Float32Array(window.ear.frequencyBinCount);
  window.ear.getFloatFrequencyData(heard);
  const loudest = heard.indexOf(Math.max(...heard));
  return heard[loudest] > -80 ? (loudest * window.ear.context.sampleRate) / window.ear.fftSize : 0;
}"""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Red for two seconds, then something else; a German sound, a director's, and one that cannot be played."""
    red, rest = "color=c=red:d=2:s=320x180:r=10[a]", "testsrc=d=18:s=320x180:r=10,format=yuv420p[b];[a][b]concat"
    tones = [part for tone in (GERMAN, DIRECTOR, 50) for part in ("-f", "lavfi", "-i", f"sine=frequency={tone}:d=20")]
    maps = ["-map", "0", "-map", "1", "-map", "2", "-map", "3", "-disposition:a:0", "default"]
    said = ["-metadata:s:a:0", "language=ger", "-metadata:s:a:1", "language=eng", "-metadata:s:a:1", "title=Director"]
    coding = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-c:a:2", "dca"]
    path = tmp_path_factory.mktemp("sounds") / "film.mkv"
    return make(
        path, "-f", "lavfi", "-i", f"{red};{rest}", *tones, *maps, *said, *coding, "-strict", "-2", "-ar", "48000"
    )


def test_the_sounds_of_a_film_can_be_chosen_by_the_keyboard(page: Page, stack: Stack, film: Path) -> None:
    owner = Client.register(stack.urls["web"], password=PASSWORD)
    with film.open("rb") as file:
        video_id = owner.call("POST", "/api/v1/videos", files={"file": ("film.mkv", file)})["id"]
    video = owner.wait_for(video_id, lambda video: video["status"] in {"done", "failed"}, 180)
    assert [each["language"] for each in video["media"]["sounds"]] == ["ger", "eng"]
    open_watch_page(page, owner, video_id)
    page.wait_for_function(BY_HLS, timeout=60_000)
    assert "/first.jpg?" in page.evaluate(f"{VIDEO}.poster")
    expect(page.get_by_text("Further sound of this file cannot be played (dts).")).to_be_visible()
    button = page.get_by_role("button", name=re.compile("^Sound, "))
    expect(button).to_have_accessible_name("Sound, DE, German")
    page.keyboard.press("k")
    wait_for_tone(page, GERMAN)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitemradio", name="German")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.screenshot(path=RESULTS / "sounds.png")
    page.keyboard.press("Enter")
    expect(button).to_have_accessible_name("Sound, EN, Director")
    wait_for_tone(page, DIRECTOR)
    assert page.evaluate(f"{VIDEO}.paused") is False
    # Who comes for another moment sees nothing of the first.
    page.goto(f"/watch/{video_id}?t=5")
    page.wait_for_function(f"{BY_HLS} && Math.abs({VIDEO}.currentTime - 5) < 0.1", timeout=60_000)
    assert page.evaluate(f"{VIDEO}.poster") == ""


def wait_for_tone(page: Page, frequency: int) -> None:
    for _ in range(100):
        if page.evaluate(TONE) == pytest.approx(frequency, abs=20):
            return
        page.wait_for_timeout(100)
    assert page.evaluate(TONE) == pytest.approx(frequency, abs=20)
