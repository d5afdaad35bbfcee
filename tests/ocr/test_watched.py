"""Every change has a frame that shows what came of it, also one that is too small to be worth reading."""

from app.ocr.frames import KeptFrame, Pixels, Sample
from app.ocr.watched import WATCHED_RATE, watched
from app.ocr.watcher import Seen
from tests.ocr.screens_drawn import page, planes, with_arrow


def gone_through(*pictures: Pixels) -> tuple[list[float], list[float]]:
    """When frames were kept, and when changes ended."""
    samples = [Sample(number / WATCHED_RATE, planes(picture)) for number, picture in enumerate(pictures)]
    found = list(watched(samples))
    kept = [each.since for each in found if isinstance(each, KeptFrame)]
    return kept, [each.change.end for each in found if isinstance(each, Seen)]


def test_a_small_change_has_a_frame_of_its_own() -> None:
    before, after = page("Weekly digest"), page("Weekly digest")
    after[18:32, 300:314] = 60
    kept, ended = gone_through(*[before] * 6, *[after] * 6)
    assert ended == [1.5]
    assert kept == [0.0, 1.5]


def test_a_page_is_kept_once() -> None:
    other = page(*["Members of the workspace and what they may do"] * 11)
    kept, ended = gone_through(*[page("Overview")] * 6, *[other] * 8)
    assert ended == [1.5] and kept[0] == 0.0
    assert len(kept) == 2 and 1.5 <= kept[1] <= 2.0


def test_a_change_at_the_very_end_is_told() -> None:
    kept, ended = gone_through(*[page("Overview")] * 6, page("Overview", "Saved"))
    assert ended == [1.5] and kept[-1] == 1.5


def test_a_pointer_that_wanders_is_not_told() -> None:
    kept, ended = gone_through(*[with_arrow(page("Overview"), 60 + 30 * n, 100 + 9 * n) for n in range(16)])
    assert ended == [] and len(kept) <= 2


def test_no_two_frames_came_to_be_at_the_same_time() -> None:
    """A line is typed beside something that never rests: both ways of keeping wait for different things."""
    text = "Type the metadata address of your provider here"
    busy = []
    for number in range(40):
        picture = page(text[: 2 * min(number, 20)])
        picture[200:300, 400:560] = 40 + 50 * (number % 4)
        busy.append(picture)
    kept, _ = gone_through(*busy)
    assert len(kept) == len(set(kept)) and kept == sorted(kept)
