"""What other services show of a link: tags in the head of its page (Open Graph, Twitter cards) and oEmbed. Pure.

Only what the link lets anybody see comes in here; whoever asks for less than that gets a page without tags.
"""

import re
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

# What players are given where a video's own size is not known yet.
_USUAL = (1280, 720)
_SMALLEST = 160
_PATH = re.compile(r"^/(?:s|embed)/([A-Za-z0-9_-]{1,64})/?$")


@dataclass(frozen=True, slots=True)
class Preview:
    """A video as others may show it. `width` and `height` are pixels, `duration` seconds."""

    token: str
    title: str
    owner_name: str
    has_poster: bool
    has_motion: bool
    width: int | None
    height: int | None
    duration: float | None

    @property
    def size(self) -> tuple[int, int]:
        """The picture's size, or the usual one."""
        return (self.width, self.height) if self.width and self.height else _USUAL


def token_of(url: str, base: str) -> str | None:
    """The token of a link's address; None for what is no link of ours."""
    try:
        given, ours = urlsplit(url), urlsplit(base)
    except ValueError:
        return None
    found = _PATH.match(given.path.removeprefix(ours.path.rstrip("/")))
    return found.group(1) if found and given.netloc == ours.netloc else None


def tags(preview: Preview, base: str) -> str:
    """Lines for the head of the page. Each text is written such that no markup comes of it."""
    page, embed = f"{base}/s/{preview.token}", f"{base}/embed/{preview.token}"
    width, height = preview.size
    found = [
        ("og:type", "video.other"),
        ("og:site_name", "VideoFlow"),
        ("og:title", preview.title),
        ("og:description", f"A video by {preview.owner_name}."),
        ("og:url", page),
        ("twitter:card", "summary_large_image"),
        ("twitter:title", preview.title),
    ]
    if preview.has_poster:
        poster = picture(preview, base)
        found += [("og:image", poster), ("og:image:width", str(width)), ("og:image:height", str(height))]
        found += [("twitter:image", poster)]
    if preview.has_motion:
        found += [("og:video", f"{base}/api/links/{preview.token}/preview"), ("og:video:type", "video/mp4")]
    found += [("og:video", embed), ("og:video:type", "text/html")]
    if preview.duration:
        found += [("og:video:duration", str(round(preview.duration)))]
    lines = [f'<meta {_kind(name)}="{name}" content="{escape(text)}" />' for name, text in found]
    oembed = f"{base}/oembed?url={quote(page, safe='')}"
    lines.append(f'<link rel="alternate" type="application/json+oembed" href="{escape(oembed)}" />')
    return "\n".join(lines)


def _kind(name: str) -> str:
    return "name" if name.startswith("twitter:") else "property"


def picture(preview: Preview, base: str) -> str:
    """Where the still is: an address of the link's, which ends with it."""
    return f"{base}/api/links/{preview.token}/poster"


def in_page(html: str, preview: Preview, base: str) -> str:
    """The page with the video's title and tags."""
    titled = re.sub(r"<title>.*?</title>", lambda _: f"<title>{escape(preview.title)}</title>", html, count=1)
    return titled.replace("</head>", f"{tags(preview, base)}\n</head>", 1)


def oembed(preview: Preview, base: str, max_width: int | None, max_height: int | None) -> dict[str, Any]:
    """The answer of an oEmbed provider (oembed.com, section 2.3.4.2), no larger than was asked for."""
    width, height = _fitted(preview.size, max_width, max_height)
    source = escape(f"{base}/embed/{preview.token}")
    frame = (
        f'<iframe src="{source}" width="{width}" height="{height}" title="{escape(preview.title)}"'
        ' style="border:0" allow="fullscreen; picture-in-picture" allowfullscreen></iframe>'
    )
    found: dict[str, Any] = {
        "version": "1.0",
        "type": "video",
        "provider_name": "VideoFlow",
        "provider_url": base,
        "title": preview.title,
        "author_name": preview.owner_name,
        "html": frame,
        "width": width,
        "height": height,
    }
    if preview.has_poster:
        picture_width, picture_height = preview.size
        found |= {
            "thumbnail_url": picture(preview, base),
            "thumbnail_width": picture_width,
            "thumbnail_height": picture_height,
        }
    return found


def _fitted(size: tuple[int, int], max_width: int | None, max_height: int | None) -> tuple[int, int]:
    width, height = size
    scale = min(1.0, (max_width or width) / width, (max_height or height) / height)
    return max(_SMALLEST, round(width * scale)), max(1, round(height * scale))
