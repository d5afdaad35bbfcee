"""What other services show of a link: tags, and oEmbed answers."""

import dataclasses
import re
from html.parser import HTMLParser

import pytest

from app.domain.sharing.previews import Preview, in_page, oembed, tags, token_of

BASE = "https://video.example.org"
PREVIEW = Preview("tOk-en_1", "A talk", "Ana", True, True, 1920, 1080, 61.4)
NASTY = '"><script>alert(1)</script>\\1 </head>'


class Tags(HTMLParser):
    """A parser of link previews: what it finds in a head."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.elements: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Reads metas by their name."""
        self.elements.append(tag)
        named = dict(attrs)
        if tag == "meta":
            self.found.append((named.get("property") or named.get("name") or "", named.get("content") or ""))


def test_the_tags_say_what_it_is() -> None:
    found = Tags(tags(PREVIEW, BASE)).found
    assert ("og:title", "A talk") in found
    assert ("og:url", f"{BASE}/s/tOk-en_1") in found
    assert ("og:image", f"{BASE}/api/links/tOk-en_1/poster") in found
    assert ("og:video", f"{BASE}/api/links/tOk-en_1/preview") in found
    assert ("og:video", f"{BASE}/embed/tOk-en_1") in found
    assert ("og:video:duration", "61") in found
    assert ("twitter:card", "summary_large_image") in found


def test_what_is_not_there_is_not_said() -> None:
    bare = dataclasses.replace(PREVIEW, has_poster=False, has_motion=False, duration=None, width=None)
    names = [name for name, _ in Tags(tags(bare, BASE)).found]
    assert not {"og:image", "twitter:image", "og:video:duration"} & set(names)
    assert "thumbnail_url" not in oembed(bare, BASE, None, None)
    assert (oembed(bare, BASE, None, None)["width"], oembed(bare, BASE, None, None)["height"]) == (1280, 720)


def test_no_text_becomes_markup() -> None:
    nasty = dataclasses.replace(PREVIEW, title=NASTY, owner_name=NASTY)
    page = in_page("<html><head><title>VideoFlow</title></head><body></body></html>", nasty, BASE)
    read = Tags(page)
    assert set(read.elements) == {"html", "head", "title", "meta", "link", "body"}
    assert ("og:title", NASTY) in read.found
    assert page.count("</head>") == 1
    assert set(Tags(oembed(nasty, BASE, None, None)["html"]).elements) == {"iframe"}


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [(None, None, (1920, 1080)), (960, None, (960, 540)), (None, 270, (480, 270)), (9999, 9999, (1920, 1080))],
)
def test_a_player_is_no_larger_than_asked_for(width: int | None, height: int | None, expected: tuple[int, int]) -> None:
    found = oembed(PREVIEW, BASE, width, height)
    assert (found["width"], found["height"]) == expected
    assert re.search(rf'width="{expected[0]}" height="{expected[1]}"', found["html"])


@pytest.mark.parametrize(
    ("url", "token"),
    [
        (f"{BASE}/s/abc", "abc"),
        (f"{BASE}/embed/a-b_c/?t=5", "a-b_c"),
        (f"{BASE}/s/", None),
        (f"{BASE}/watch/abc", None),
        (f"{BASE}/s/a/b", None),
        ("https://elsewhere.example/s/abc", None),
        ("https://[/s/abc", None),
        ("", None),
        ("/s/abc", None),
    ],
)
def test_which_addresses_are_links(url: str, token: str | None) -> None:
    assert token_of(url, BASE) == token
