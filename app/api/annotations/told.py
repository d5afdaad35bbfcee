"""Tells the room of a video what was committed, once it is: those who are in it need not ask.

`since` is the version before it: who has that one, or a later one, has all of it now; who has an older one asks.
"""

import json

from app.api.annotations import render, schemas
from app.domain.rooms.backlog import Line
from app.services.annotations.comments import Gone
from app.services.annotations.shown import Shown
from app.services.rooms import hub


def changed(shown: Shown) -> schemas.Annotation:
    """The annotation as it goes over the wire; the room hears of it."""
    item = render.annotation(shown)
    about = f'"version":{item.version},"since":{item.version - 1}'
    hub.announce(item.video_id, Line("", f'{{"type":"changed",{about},"item":{item.model_dump_json()}}}'))
    return item


def deleted(gone: Gone) -> None:
    """The room hears that they are gone."""
    message = {"type": "deleted", "version": gone.version, "since": gone.version - len(gone.ids), "ids": gone.ids}
    hub.announce(gone.video_id, Line("", json.dumps(message, separators=(",", ":"))))
