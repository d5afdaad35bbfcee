"""As tests/storage/test_spool_model.py, with many more ways to use a spool."""

from hypothesis import HealthCheck, settings

from tests.storage.test_spool_model import SpoolAgainstModel

TestSpoolForLong = SpoolAgainstModel.TestCase
TestSpoolForLong.settings = settings(
    max_examples=600, stateful_step_count=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
