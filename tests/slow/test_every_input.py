"""Every kind of file that plays, sent to the running product: each is transcoded to its end."""

from pathlib import Path

import pytest

from benchmarks.inputs import examine
from scripts.client import Client
from scripts.stack import Stack
from tests.support.remains import Remains
from tests.support.specimens import GOOD, Specimen
from tests.support.tempting import Tempting


@pytest.mark.parametrize("specimen", GOOD, ids=lambda specimen: specimen.name)
def test_a_file_ends_as_it_should(stack: Stack, api: Client, tmp_path: Path, specimen: Specimen) -> None:
    """Invariant 8."""
    with Tempting() as tempting:
        path = specimen.build(tmp_path / specimen.name, tempting.url)
        outcome = examine(api, Remains(stack), specimen, path)
        assert outcome.problems == (), (outcome.http, outcome.status, outcome.code)
        assert tempting.contacts == 0
