"""So much a second, and for a moment more."""

from app.domain.rooms.budget import Budget


def test_it_is_used_up_and_comes_back() -> None:
    budget = Budget(10.0, 20.0, 0.0)
    assert all(budget.spend(1, 0.0) for _ in range(20))
    assert not budget.spend(1, 0.0)
    assert not budget.spend(2, 0.1)
    assert budget.spend(1, 0.1)
    assert budget.spend(20, 100.0)
    assert not budget.spend(1, 100.0)
