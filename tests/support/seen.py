"""Somebody with videos of several shapes, and a browser that shows them in one look or another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from scripts.client import Client
from tests.media.making import make, pattern
from tests.support.page_states import World

PASSWORD = "correct horse battery"
_H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-movflags", "+faststart")
_SHAPES = {"wide": "640x360", "portrait": "360x640", "old": "480x360"}


@dataclass(frozen=True, slots=True)
class Somebody:
    """An account, and what it has."""

    client: Client
    world: World


def with_videos(url: str, folder: Path) -> Somebody:
    """A new account with a video of each shape that is ready, and a file that is no video."""
    client = Client.register(url, password=PASSWORD)
    sent = {
        name: _send(client, make(folder / f"{name}.mp4", *pattern(2, size), *_H264)) for name, size in _SHAPES.items()
    }
    broken = folder / "broken.mp4"
    broken.write_bytes(b"\0\0\0\x18ftypisom" + b"\0" * 4000)
    refused = _send(client, broken)
    for video_id in sent.values():
        client.wait_for(video_id, lambda video: video["status"] == "done", 180)
    client.wait_for(refused, lambda video: video["status"] == "failed", 60)
    return Somebody(client, World(**sent, refused=refused))


def _send(client: Client, path: Path) -> str:
    with path.open("rb") as file:
        answer = client.call("POST", "/api/v1/videos", files={"file": (path.name, file, "video/mp4")})
    video_id: str = answer["video_id"]
    return video_id


@contextmanager
def looked_at(
    browser: Browser,
    somebody: Somebody,
    signed_in: bool = True,
    theme: Literal["light", "dark"] = "light",
    size: tuple[int, int] = (1280, 800),
    language: str = "en-GB",
) -> Iterator[Page]:
    """A page of a browser of its own; whatever in it is held up or cut off ends with it."""
    width, height = size
    context = browser.new_context(
        bypass_csp=True,
        base_url=somebody.client.url,
        viewport={"width": width, "height": height},
        color_scheme=theme,
        locale=language,
        reduced_motion="reduce",
    )
    context.grant_permissions(["camera", "microphone"])
    if signed_in:
        who = {"email": somebody.client.user["email"], "password": PASSWORD, "delivery": "cookie"}
        assert context.request.post("/auth/login", data=who).ok
    yield context.new_page()
    context.close()
