"""From findings to what goes over the wire."""

from typing import cast

from app.api.documents.schemas import Place
from app.api.playback.render import url_of
from app.api.redaction import schemas
from app.services.redaction.deciding import Found, Redaction


def secrets(found: Redaction) -> schemas.Secrets:
    """All findings, each with a fresh URL for its picture."""
    return schemas.Secrets(
        items=[_secret(each, found) for each in found.items],
        state=cast("schemas.State", found.state),
        progress=found.progress,
        withheld=found.withheld,
        may_uncover=found.may_uncover,
        original_url=found.original_url,
    )


def _secret(found: Found, redaction: Redaction) -> schemas.Secret:
    row = found.row
    return schemas.Secret.model_validate(
        {
            "id": row.id,
            "kind": row.kind,
            "excerpt": row.excerpt,
            "decision": row.decision,
            "spots": [_spot(spot) for spot in row.spots],
            "image_url": url_of(found.frame_key, redaction.holder),
        }
    )


def _spot(spot: list[float]) -> schemas.Spot:
    left, top, width, height, start, end = spot
    return schemas.Spot(place=Place(x=left, y=top, width=width, height=height), start=start, end=end)
