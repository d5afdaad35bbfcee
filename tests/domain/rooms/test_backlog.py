"""Who is slow hears every stroke in its order, and of a cursor the last place; who is too slow is overrun."""

from app.domain.rooms import backlog
from app.domain.rooms.backlog import Backlog, Batch, Line, merged, packed, unpacked


def stroke(number: int) -> Line:
    return Line("", f'{{"n":{number}}}')


def cursor(peer: str, x: int) -> Line:
    return Line(f"cursor:{peer}", f'{{"x":{x}}}')


def test_who_keeps_up_gets_the_batch_itself() -> None:
    waiting, batch = Backlog(), Batch([stroke(1), cursor("a", 1), cursor("a", 2)])
    waiting.add(batch, 0.0)
    assert waiting.take() is batch
    assert waiting.take() is None


def test_who_is_behind_gets_every_stroke_and_the_last_of_each_cursor() -> None:
    waiting = Backlog()
    for number in range(50):
        waiting.add(Batch([stroke(number), cursor("a", number), cursor("b", -number)]), number / 100)
    taken = waiting.take()
    assert taken
    assert [line for line in taken.lines if not line.key] == [stroke(number) for number in range(50)]
    assert [line for line in taken.lines if line.key] == [cursor("a", 49), cursor("b", -49)]


def test_what_is_left_is_in_its_order() -> None:
    assert merged([cursor("a", 1), stroke(1), cursor("a", 2), stroke(2)]) == [stroke(1), cursor("a", 2), stroke(2)]


def test_too_late_and_too_much_are_overrun_and_cursors_are_not() -> None:
    waiting = Backlog()
    for _ in range(1000):
        waiting.add(Batch([cursor("a", 1)] * 10), 1.0)
    assert not waiting.is_overrun(1.0 + backlog.LONGEST_SECONDS)
    assert waiting.is_overrun(1.1 + backlog.LONGEST_SECONDS)
    waiting.take()
    assert not waiting.is_overrun(100.0)
    waiting.add(Batch([Line("", "x" * (backlog.LARGEST_BYTES + 1))]), 100.0)
    assert waiting.is_overrun(100.0)


def test_lines_go_from_process_to_process_as_they_are() -> None:
    lines = [stroke(1), cursor("a", 2)]
    assert unpacked(packed(lines)) == lines
    assert unpacked("") == []
    assert unpacked("nonsense\nkey\t\n\t{}") == [Line("", "{}")]
