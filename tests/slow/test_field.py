"""Files that users of other products stumbled over, and more of each kind, end as a person expects."""

from pathlib import Path

import pytest

from benchmarks.field import examine
from scripts.client import Client
from tests.support.field import FILES, FieldFile


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_it_becomes_what_is_right(api: Client, tmp_path: Path, file: FieldFile) -> None:
    found = examine(api, file, tmp_path)
    assert found.faults == [], found
