"""The contract of times: each inequality that something else relies on, with the reason."""

from app.domain import times


def test_a_silent_worker_has_missed_three_beats() -> None:
    """One late write, or two, is no sign of anything."""
    assert times.SILENT >= 3 * times.BEAT


def test_whoever_lives_is_heard_within_the_grace_after_an_outage() -> None:
    """A dead connection must be noticed, and the longest pause between tries be over."""
    assert times.GRACE >= times.DATABASE_DEAD + times.RETRY_LONGEST
    assert times.GRACE >= times.DATABASE_CONNECT + times.RETRY_LONGEST
    assert times.RETRY_LONGEST <= times.BEAT


def test_work_waits_for_longer_than_the_promised_outage() -> None:
    """A worker may notice late, and try late, that the database is back."""
    assert times.PATIENCE >= times.OUTAGE + times.GRACE + times.RETRY_LONGEST


def test_a_lease_outlasts_the_beats_that_renew_it_but_not_the_loss_of_its_holder() -> None:
    assert 3 * times.BEAT <= times.LEASE <= times.WORKER_LOST


def test_a_machine_is_lost_later_than_its_workers() -> None:
    """Restarting a worker must not move its uploads to another machine."""
    assert times.HOST_LOST >= 2 * times.WORKER_LOST


def test_a_recorder_is_gone_only_when_it_missed_two_touches() -> None:
    """A touch is a tick late, and one may meet a database that is away."""
    assert times.RECORDER_GONE >= 2 * times.TOUCH + times.OUTAGE
    assert times.TOUCH_WORTH < times.TOUCH


def test_beat_kicks_nothing_that_another_worker_may_still_take_over_by_itself() -> None:
    assert times.PIPELINE_QUIET > times.WORKER_LOST
    assert times.FAIR_TIME > times.PIPELINE_QUIET


def test_a_tick_that_is_asked_for_has_time_until_the_next() -> None:
    """Ticks expire with their schedule: none may be shorter than the work it stands for is quiet."""
    assert times.KICK_UPLOADS_EVERY >= times.UPLOAD_QUIET
    assert times.KICK_PIPELINES_EVERY <= times.PIPELINE_QUIET


def test_nothing_young_enough_to_be_under_way_is_an_orphan() -> None:
    """Between opening a multipart upload and writing its id down lie a call to S3 and the patience with a database."""
    assert times.ORPHAN_AGE > 2 * (times.STORE_LONGEST + times.PATIENCE)


def test_events_hold_nobody_up_for_longer_than_a_beat() -> None:
    assert times.EVENT_TIMEOUT < times.BEAT
