"""What is chosen for everybody: sites as a policy has them, and what changed in words."""

import pytest

from app.domain.workspace.choices import Rule, Workspace, ancestors, differences, domain, rule


@pytest.mark.parametrize(
    ("written", "site"),
    [
        ("example.org", "example.org"),
        (" HTTPS://Example.org/ ", "example.org"),
        ("*.example.org", "*.example.org"),
        ("localhost:3000", "localhost:3000"),
        ("b\u00fccher.example", "xn--bcher-kva.example"),
        ("*", None),
        ("'self'", None),
        ("example.org; script-src *", None),
        ("example.org\r\nX: y", None),
        ("example.org evil.example", None),
        ("javascript:alert(1)", None),
        ("https://example.org/path", None),
        ("a" * 300, None),
        ("", None),
    ],
)
def test_a_site_is_a_name_and_nothing_more(written: str, site: str | None) -> None:
    assert domain(written) == site


def test_a_link_s_sites_count_before_the_workspace_s() -> None:
    assert ancestors(None, None, "*") == "*"
    assert ancestors(None, ["example.org"], "*") == "example.org"
    assert ancestors(["a.example", "b.example"], ["example.org"], "*") == "a.example b.example"
    assert ancestors([], ["example.org"], "*") == "'none'"
    assert ancestors(None, (), "*") == "'none'"


def test_the_administrators_rule_counts_before_the_environment_s() -> None:
    otherwise = Rule("closed", ())
    assert rule(Workspace(), otherwise) == otherwise
    assert rule(Workspace(registration="domain", registration_domains=("example.org",)), otherwise) == Rule(
        "domain", ("example.org",)
    )


def test_what_changed_is_said_in_words() -> None:
    after = Workspace(name="<b>", embed_domains=("a.example", "b.example"))
    assert differences(Workspace(), after) == {"name": ("", "<b>"), "embed_domains": ("", "a.example, b.example")}
    assert differences(after, after) == {}
