"""Guides in the database, as the reading leaves them, and readings that run again."""

from uuid import UUID, uuid4

import numpy as np
from sqlalchemy import delete

from app.db.models import DocumentStep
from app.db.unit_of_work import transaction
from app.media.pictures import encode_jpeg
from app.services.documents import editions
from app.storage import keys
from app.storage.s3 import get_store

LABELS = ("Security", "Members", "Save")


def written(video_id: UUID, *labels: str, run: str = "one") -> list[UUID]:
    """The guide that a reading wrote, a step every ten seconds, in place of another one; returns the steps' ids."""
    rows = []
    for index, label in enumerate(labels or LABELS):
        key = keys.step_image(video_id, run, index)
        get_store().put(key, encode_jpeg(np.full((90, 160, 3), 40 * index, np.uint8)), "image/jpeg")
        rows.append(
            DocumentStep(
                id=uuid4(),
                video_id=video_id,
                index=index,
                timestamp=10.0 * index,
                title=f"Click {label}",
                text=f"{label}\nnew",
                image_key=key,
                kind="click",
                label=label,
                target=[0.1, 0.2, 0.1, 0.05],
                pointer=[0.5, 0.5],
                strength=1.0,
            )
        )
    with transaction() as work:
        work.execute(delete(DocumentStep).where(DocumentStep.video_id == video_id))
        work.add_all(rows)
        work.flush()
        editions.reread(work, video_id, [editions.as_machine_step(row) for row in rows])
        return [row.id for row in rows]
