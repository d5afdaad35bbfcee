"""The settings of the application that is current."""

from typing import cast

from flask import current_app

from app.config import Settings


def settings() -> Settings:
    """Needs an application context, as Flask's current_app does."""
    return cast(Settings, current_app.config["VIDEOFLOW"])
