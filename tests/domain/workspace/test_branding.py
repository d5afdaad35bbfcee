"""Pages are told what the workspace is called, as text."""

import pytest

from app.domain.workspace import branding
from app.domain.workspace.choices import Workspace

PAGE = "<html><head><title>VideoFlow</title></head><body></body></html>"


def test_a_new_server_s_page_stays_as_it_is() -> None:
    assert branding.in_page(PAGE, Workspace(registration="closed")) == PAGE


def test_what_it_is_called_is_an_attribute_and_no_tag() -> None:
    found = branding.in_page(PAGE, Workspace('"><script>alert(1)</script>', "#aa00ff", "workspace/logo-0af.png"))
    assert '<meta name="workspace" data-name="&quot;&gt;&lt;script&gt;' in found
    assert 'data-colour="#aa00ff" data-logo="/workspace/logo/0af" />\n</head>' in found
    assert "<script" not in found


@pytest.mark.parametrize(
    ("colour", "ink"),
    [
        ("#000000", "#ffffff"),
        ("#ffffff", "#000000"),
        ("#ffd400", "#000000"),
        ("#1d4ed8", "#ffffff"),
        ("#757575", "#ffffff"),
    ],
)
def test_what_is_written_on_a_colour_can_be_read(colour: str, ink: str) -> None:
    assert branding.ink_on(colour) == ink
