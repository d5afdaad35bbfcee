"""The states that searching can be in, each as what brings a browser there."""

from playwright.sync_api import Page, Route, expect

from tests.support.page_states import State, World

_WORDS = "invitation"


def palette_empty(page: Page, _: World) -> None:
    page.goto("/")
    page.get_by_role("button", name="Search everything").click()
    expect(page.get_by_text("Everything that was shown and said", exact=False)).to_be_visible()


def palette(page: Page, world: World) -> None:
    _answers(page, world)
    palette_empty(page, world)
    page.keyboard.type(_WORDS)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def palette_nothing(page: Page, world: World) -> None:
    palette_empty(page, world)
    page.keyboard.type("qqqqqqq")
    expect(page.get_by_text("Nothing found for", exact=False)).to_be_visible()


def search_empty(page: Page, _: World) -> None:
    page.goto("/search")
    expect(page.get_by_role("heading", name="Search everything")).to_be_visible()


def search(page: Page, world: World) -> None:
    _answers(page, world)
    page.goto(f"/search?q={_WORDS}")
    expect(page.get_by_role("list", name="Results")).to_be_visible()


def search_broken(page: Page, _: World) -> None:
    page.route("**/search?*", lambda route: _unless_page(route, status=500))
    page.goto(f"/search?q={_WORDS}")
    expect(page.get_by_role("heading", name="The search did not work")).to_be_visible(timeout=30_000)


def watch_found(page: Page, world: World) -> None:
    _answers(page, world)
    page.goto(f"/watch/{world.wide}?q={_WORDS}&t=0")
    page.wait_for_function("document.querySelector('video')?.readyState >= 1", timeout=60_000)
    expect(page.locator("[data-found-boxes]")).to_be_visible()
    expect(page.get_by_role("list", name="Results")).to_be_visible()


def _answers(page: Page, world: World) -> None:
    """As the server would answer, had it been said and shown."""
    hits = [
        _hit("screen", 0.0, "Send ", [{"x": 0.3, "y": 0.4, "w": 0.12, "h": 0.06}]),
        _hit("guide", 1.0, "Click Send "),
        _hit("comment", 1.5, "Why is there no "),
    ]
    video = {
        "video_id": world.wide,
        "title": "How to add somebody to the workspace",
        "owner": {"id": world.wide, "name": "Mira Rao"},
        "created_at": "2026-11-27T13:05:00Z",
        "duration": 2.0,
        "width": 640,
        "height": 360,
        "poster_url": None,
        "found": 7,
        "hits": [_hit("title", 0.0, "The "), *hits],
    }
    everywhere = {"items": [video, {**video, "video_id": world.old}], "loosened": True, "next_cursor": None}
    within = {"items": hits, "loosened": False}

    def answer(route: Route) -> None:
        if "/video/" in route.request.url:
            route.fulfill(json=within)
        else:
            _unless_page(route, json=everywhere)

    page.route("**/search?*", answer)


def _unless_page(route: Route, **answer: object) -> None:
    """The page has the address of what it asks for."""
    if route.request.resource_type == "document":
        route.continue_()
    else:
        route.fulfill(**answer)  # type: ignore[arg-type]


def _hit(kind: str, timestamp: float, before: str, boxes: list[dict[str, float]] | None = None) -> dict[str, object]:
    parts = [{"text": before, "marked": False}, {"text": _WORDS, "marked": True}]
    end, snippet = timestamp + 1, before + _WORDS
    more = {"boxes": boxes or [], "picture_url": None, "snippet": snippet, "parts": parts}
    return {"kind": kind, "timestamp": timestamp, "end": end, **more}


SEARCH: tuple[State, ...] = (
    palette_empty,
    palette,
    palette_nothing,
    search_empty,
    search,
    search_broken,
    watch_found,
)
