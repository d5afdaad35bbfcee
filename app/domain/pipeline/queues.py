"""Which stages wait in which queue of the workers; people take turns in each of them."""

from collections.abc import Mapping

# Apart, so that an hour that is transcoded does not keep the next recording from its poster.
QUEUES: Mapping[str, tuple[str, ...]] = {
    "media": ("scan", "probe", "vet", "thumbnails", "storyboard", "reopen"),
    "transcode": ("compile", "redact", "transcode"),
    "ocr": ("frames", "text", "document"),
}


def queue_of(stage: str) -> str:
    """The queue of a stage. Raises ValueError for one that belongs to a machine, as finalize does."""
    for queue, names in QUEUES.items():
        if stage in names:
            return queue
    raise ValueError(f"{stage} waits in no queue that machines share")
