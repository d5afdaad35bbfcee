"""Which names are this server's."""

import pytest

from app.domain.server_names import allowed, is_loopback


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8000", "http://localhost:8000", "//127.0.0.9:1", "http://[::1]:8000", "http://app.localhost"],
)
def test_loopback_is_known(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize(
    "url",
    ["https://video.example.org", "//0.0.0.0:8000", "//:8000", "http://[::]:8000", "", "http://localhost.example.org"],
)
def test_what_others_reach_is_not_loopback(url: str) -> None:
    assert not is_loopback(url)


@pytest.mark.parametrize(
    "host",
    ["video.example.org", "VIDEO.example.org:443", "video.example.org.", "localhost:8000", "127.0.0.1", "[::1]:8000"],
)
def test_the_public_name_and_loopback_are_ours(host: str) -> None:
    assert allowed(host, "https://video.example.org", ())


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "video.example.org.evil.example",
        "video.example.org@evil.example",
        "evil.example#video.example.org",
        "",
        "[::1",
    ],
)
def test_other_names_are_not(host: str) -> None:
    assert not allowed(host, "https://video.example.org", ("video.example.com",))


def test_more_names_are_listed_one_by_one_below_a_domain_or_all() -> None:
    public = "https://video.example.org"
    assert allowed("video.example.com", public, ("video.example.com",))
    assert allowed("a.b.example.com:81", public, (".example.com",))
    assert not allowed("example.com", public, (".example.com",))
    assert not allowed("badexample.com", public, (".example.com",))
    assert allowed("10.0.0.7", public, ("*",))
