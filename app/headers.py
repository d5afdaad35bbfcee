"""What every answer tells the browser: what a page may load, who may frame it, what is said of it elsewhere."""

from urllib.parse import urlsplit

from apiflask import APIFlask
from flask import Response

from app.config import Settings

# Said inside the product alone: X-Frame-Options has no word for "some pages".
_FRAMED = "X-Is-Framed"
_YEAR = 365 * 24 * 3600
# The camera, the microphone and the screen are what the product is for; none of the rest is.
_PERMISSIONS = ", ".join(
    (
        "camera=(self)",
        "microphone=(self)",
        "display-capture=(self)",
        "fullscreen=(self)",
        "picture-in-picture=(self)",
        "clipboard-write=(self)",
        "screen-wake-lock=(self)",
        *(f"{name}=()" for name in ("geolocation", "payment", "usb", "serial", "bluetooth", "midi", "hid")),
    )
)


def register(app: APIFlask, settings: Settings) -> None:
    """Adds them to every answer that does not say otherwise."""
    headers = _headers(settings)

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in headers.items():
            if name != "X-Frame-Options" or _FRAMED not in response.headers:
                response.headers.setdefault(name, value)
        response.headers.pop(_FRAMED, None)
        return response


def framed(response: Response, settings: Settings, ancestors: str) -> Response:
    """Lets the pages of these sites, as a policy has them, show this answer in a frame."""
    response.headers["Content-Security-Policy"] = content_security_policy(settings, ancestors)
    response.headers[_FRAMED] = "yes"
    return response


def _headers(settings: Settings) -> dict[str, str]:
    secure = {"Strict-Transport-Security": f"max-age={_YEAR}"} if settings.public_url.startswith("https:") else {}
    return secure | {
        "Content-Security-Policy": content_security_policy(settings),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": _PERMISSIONS,
    }


def content_security_policy(settings: Settings, ancestors: str = "'none'") -> str:
    """Scripts and styles are files of ours; pictures, films and bytes also come from where signed URLs lead.

    `blob:` is for what a page made itself: a recording before it is sent, a picture cut out of a film, the worker in
    which hls.js takes segments apart.
    """
    stores = " ".join(sorted(_stores(settings)))
    public = urlsplit(settings.public_url)
    ours = f"{public.scheme}://{public.netloc}"
    sockets = f"{'wss' if public.scheme == 'https' else 'ws'}://{public.netloc}"
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        # Addresses of ours are at the public URL, which may be another name of this server than the page was asked by.
        "img-src": f"'self' blob: data: {ours} {stores}",
        "media-src": f"'self' blob: {ours} {stores}",
        "connect-src": f"'self' {ours} {sockets} {stores}",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{name} {value}".strip() for name, value in rules.items())


def _stores(settings: Settings) -> set[str]:
    """Where signed URLs lead: the object store as browsers know it, and CloudFront."""
    found = set()
    if settings.s3_public_endpoint:
        parts = urlsplit(settings.s3_public_endpoint)
        found.add(f"{parts.scheme}://{parts.netloc}")
    else:
        region = settings.s3_region
        found |= {f"https://{settings.s3_bucket}.s3.{region}.amazonaws.com", f"https://s3.{region}.amazonaws.com"}
        found.add(f"https://{settings.s3_bucket}.s3.amazonaws.com")
    if settings.cloudfront_domain:
        found.add(f"https://{settings.cloudfront_domain}")
    return found
