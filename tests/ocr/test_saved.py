"""A watch that is saved and taken up elsewhere tells what it would have told."""

from collections.abc import Iterator

import numpy as np
import pytest

from app.ocr import saved
from app.ocr.frames import KeptFrame, Sample
from app.ocr.watched import WATCHED_RATE, Watch, watched
from app.ocr.watcher import Seen
from tests.ocr.screens_drawn import page, planes, with_arrow


def session() -> Iterator[Sample]:
    """A pointer goes to a button and presses it, a page comes, a line is typed beside something that never rests."""
    pages = [with_arrow(page("Overview", "Members"), 40 + 20 * min(number, 8), 120) for number in range(14)]
    pages += [with_arrow(page("Members", "Fourteen of them"), 200, 120)] * 6
    for number in range(40):
        picture = page("Members", "Type the metadata address here"[: number // 2])
        picture[200:300, 400:560] = 40 + 50 * (number % 4)
        pages.append(picture)
    for number, picture in enumerate(pages):
        yield Sample(number / WATCHED_RATE, planes(picture))


def told(each: KeptFrame | Seen) -> tuple[object, ...]:
    if isinstance(each, KeptFrame):
        return each.since, each.sample.time, each.jpeg()
    return each.change, each.before_jpeg()


@pytest.mark.parametrize("every", [1, 7])
def test_it_goes_on_as_if_it_had_never_stopped(every: int) -> None:
    watch, found = Watch(), []
    for number, sample in enumerate(session()):
        found += [told(each) for each in watch.observe(sample)]
        if number % every == 0:
            watch = saved.load(saved.dump(watch))
    found += [told(each) for each in watch.close()]
    assert len(found) > 6
    assert found == [told(each) for each in watched(session())]


def test_it_is_small() -> None:
    """It is stored every few seconds: a few pictures, each once, and packed."""
    watch = Watch()
    for sample in session():
        list(watch.observe(sample))
    assert len(saved.dump(watch)) < 0.5 * next(session()).planes.nbytes


def test_what_is_taken_up_can_be_written_to_as_before() -> None:
    watch = Watch()
    samples = list(session())
    list(watch.observe(samples[0]))
    list(watch.observe(samples[1]))
    again = saved.load(saved.dump(watch))
    list(again.observe(Sample(0.5, np.ascontiguousarray(samples[20].planes))))
    assert again.samples == 3


def test_what_other_code_saved_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    state = saved.dump(Watch())
    saved.load(state)
    for broken in (b"", state[:40], state[:-1], b"VFWS" + bytes(len(state)), state[:24] + bytes(8) + state[24:]):
        with pytest.raises(ValueError):
            saved.load(broken)
    monkeypatch.setattr(saved, "version", lambda: bytes(16))
    with pytest.raises(ValueError, match="other code"):
        saved.load(state)


def test_nothing_but_a_watch_comes_out_of_it() -> None:
    """Its names are those listed, whatever stands in the object store."""
    watch = Watch()
    watch.samples = {"os": 1}  # type: ignore[assignment]
    content = saved.dump(watch)
    assert saved.load(content).samples == {"os": 1}
    head = content[:20]
    for values in (b'{"Popen":{"args":"x"}}', b"[1]", b"7", b'{"Watch":7}', b'{"tuple":[{"array":[9,"|u1",[1]]}]}'):
        with pytest.raises(ValueError):
            saved.load(head + saved._block(values))
