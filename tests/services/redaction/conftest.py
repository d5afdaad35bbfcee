"""The film is made once."""

from pathlib import Path

import pytest

from tests.support import secret_screen


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return secret_screen.film(tmp_path_factory.mktemp("secret"))
