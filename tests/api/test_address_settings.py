"""What an operator may set as the public address, the hosts and the proxies, and the paths below a prefix."""

import pytest
from pydantic import ValidationError

from app.api.addresses import without_prefix
from app.settings import Settings


@pytest.mark.parametrize(
    ("name", "setting", "expected"),
    [
        ("public_url", "https://example.org/", "https://example.org"),
        ("public_url", "https://example.org/a/b/", "https://example.org/a/b"),
        ("public_url", "http://[::1]:8000/x", "http://[::1]:8000/x"),
        ("allowed_hosts", "A.example, b.example", "a.example b.example"),
        ("trusted_proxies", "10.0.0.0/8,::1", "10.0.0.0/8 ::1"),
        ("trusted_proxies", "*", "*"),
    ],
)
def test_settings_are_read(name: str, setting: str, expected: str) -> None:
    assert getattr(Settings.model_validate({name: setting}), name) == expected


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        *(("public_url", url) for url in (
            "example.org", "/events", "ftp://example.org", "https://", "https://a b", "https://a/b c", "https://a/b?c",
            "https://a/b#c", "https://u@a", "https://a//b", "https://a/../b", "https://a/.", 'https://a/"', "https://a/ü",
            "https://a/%2e", "https://a:b")),
        *(("allowed_hosts", host) for host in ("a/b", "https://a", "a:80", "*.", "a b/", "*a", ",")),
        *(("trusted_proxies", proxies) for proxies in ("example.org", "10.0.0.1/8", "10.0.0.0/8 *", "a")),
    ],
)  # fmt: skip
def test_settings_that_cannot_be(name: str, setting: str) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate({name: setting})


def test_paths_below_a_prefix() -> None:
    assert [without_prefix("/a", path) for path in ("/a", "/a/", "/a/b", "/ab", "/b", "/")] == [
        "/",
        "/",
        "/b",
        "/ab",
        "/b",
        "/",
    ]
    assert [without_prefix("", path) for path in ("/a", "/", "")] == ["/a", "/", "/"]
