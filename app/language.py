"""Which language somebody reads: what they chose on this device, or the first that their browser wants and we have."""

from flask import request

from app.domain.uploads.titles import LANGUAGES

# The pages set it: web/src/lib/language.ts.
_COOKIE = "language"


def spoken() -> str | None:
    """Its code; None where the request says nothing that we speak."""
    chosen = request.cookies.get(_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    wanted = (tag.split("-")[0].lower() for tag, quality in request.accept_languages if quality > 0)
    return next((language for language in wanted if language in LANGUAGES), None)
