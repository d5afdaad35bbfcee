"""The browser app as the running product sends it: compressed, from the bare server, with nothing in front."""

import re

import requests

from scripts.stack import Stack


def test_the_app_is_sent_compressed(stack: Stack) -> None:
    url = stack.urls["web"]
    page = requests.get(f"{url}/", headers={"Accept-Encoding": "br"}, stream=True, timeout=10)
    assert page.headers["Content-Encoding"] == "br"
    names = re.findall(r'"(/assets/[^"]+\.(?:js|css))"', requests.get(f"{url}/", timeout=10).text)
    kinds = {".js": "text/javascript", "css": "text/css"}
    large = [name for name in names if int(_head(url + name, "identity")["Content-Length"]) > 1000]
    assert len(large) >= 2, "the entry and its styles"
    for name in large:
        whole = int(_head(url + name, "identity")["Content-Length"])
        for encoding in ("br", "gzip"):
            sent = _head(url + name, f"{encoding}, identity;q=0.5")
            assert sent["Content-Encoding"] == encoding
            assert sent["Vary"] == "Accept-Encoding"
            assert sent["Content-Type"].startswith(kinds[name[-3:]])
            assert "max-age=31536000" in sent["Cache-Control"]
            # The smaller a file, the less there is that comes again in it.
            assert int(sent["Content-Length"]) < whole * 0.6
    unpacked = requests.get(url + large[0], headers={"Accept-Encoding": "gzip"}, timeout=10)
    assert unpacked.text == requests.get(url + large[0], headers={"Accept-Encoding": "identity"}, timeout=10).text


def test_each_reader_is_sent_the_pages_of_their_language(stack: Stack) -> None:
    scripts = {}
    for language in ("en", "de"):
        page = requests.get(f"{stack.urls['web']}/", headers={"Accept-Language": language}, timeout=10)
        assert f'<html lang="{language}">' in page.text
        (entry,) = re.findall(r'<script type="module"[^>]* src="(/assets/[^"]+)"', page.text)
        scripts[language] = requests.get(stack.urls["web"] + entry, timeout=10).text
    assert ("Neu laden" in scripts["de"], "Neu laden" in scripts["en"]) == (True, False)


def _head(url: str, taken: str) -> requests.structures.CaseInsensitiveDict[str]:
    answer = requests.head(url, headers={"Accept-Encoding": taken}, timeout=10)
    assert answer.status_code == 200
    return answer.headers
