"""Somebody with videos of several shapes, and a browser that shows them in one look or another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from scripts.client import Client
from tests.media.making import make, pattern
from tests.support.page_states import World

PASSWORD = "correct horse battery"
_H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-movflags", "+faststart")
_SHAPES = {"wide": "640x360", "portrait": "360x640", "old": "480x360"}


@dataclass(slots=True)
class Somebody:
    """An account, what it has, and the sign-in that its browsers share."""

    client: Client
    world: World
    signed_in: StorageState | None = field(default=None, repr=False)


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
    links = {
        "link": _link(client, sent["wide"], right="comment", downloads=True),
        "locked": _link(client, sent["portrait"], right="view", password=PASSWORD),
    }
    return Somebody(client, World(**sent, refused=refused, **links))


def _link(client: Client, video_id: str, **wish: object) -> str:
    token: str = client.call("POST", f"/video/{video_id}/shares", json=wish)["token"]
    return token


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
    size: tuple[int, int] = (1280, 800),
    language: str = "en-GB",
) -> Iterator[Page]:
    """A page of a browser of its own; whatever in it is held up or cut off ends with it."""
    width, height = size
    context = browser.new_context(
        bypass_csp=True,
        base_url=somebody.client.url,
        viewport={"width": width, "height": height},
        locale=language,
        reduced_motion="reduce",
        storage_state=somebody.signed_in if signed_in else None,
    )
    context.grant_permissions(["camera", "microphone"])
    if signed_in and somebody.signed_in is None:
        somebody.signed_in = _sign_in(context, somebody.client.user["email"])
    yield context.new_page()
    context.close()


def _sign_in(context: BrowserContext, email: str) -> StorageState:
    who = {"email": email, "password": PASSWORD, "delivery": "cookie"}
    assert context.request.post("/auth/login", data=who).ok
    return context.storage_state()
