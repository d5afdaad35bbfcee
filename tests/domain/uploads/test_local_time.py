"""Where somebody's clock hangs."""

import os
import subprocess
import sys

import pytest

from app.domain.uploads import local_time


@pytest.mark.parametrize(
    "name",
    ["", "Mars/Olympus", "Europe", "Europe/", "..", "../etc", "/etc/localtime", "a\x00b", "Ж", "\ud800", "x" * 5000],
)
def test_what_names_no_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        local_time.zone(name)


def test_zones_are_known_where_the_system_has_none() -> None:
    """As on a minimal Debian."""
    code = "from app.domain.uploads import local_time; local_time.zone('Europe/Vienna')"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONTZPATH": ""})
