"""What an annotation was is kept, and not for ever."""

from datetime import UTC, datetime

from app.domain.annotations import history

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def test_it_is_bounded_and_the_oldest_goes_first() -> None:
    kept: list[dict[str, object]] = []
    for number in range(history.KEPT + 5):
        before = {"content": str(number), "timestamp": 1.0, "end": None, "data": {"strokes": []}}
        kept = history.with_edit(kept, before, NOW)
    assert [each["content"] for each in kept] == [str(number) for number in range(5, history.KEPT + 5)]
    assert set(kept[0]) == {"content", "timestamp", "end", "until"}
