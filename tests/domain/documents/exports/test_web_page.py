"""A guide as HTML, read again by the standard library's parser: nothing in it runs or asks for anything."""

from base64 import b64decode
from dataclasses import dataclass, field
from html.parser import HTMLParser

from app.domain.documents.exports.web_page import text
from tests.domain.documents.exports.examples import HOSTILE, PROSE, a_guide, a_step, a_usual_guide


@dataclass
class Read(HTMLParser):
    """The elements with their attributes, and the text of headings, of the title, and of what is preformatted."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._within: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("h1", "h2", "title", "pre", "li"):
            self._within = tag
            self.texts.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within = None

    def handle_data(self, data: str) -> None:
        if self._within:
            tag, before = self.texts[-1]
            self.texts[-1] = (tag, before + data)

    def of(self, tag: str) -> list[str]:
        return [said for each, said in self.texts if each == tag]

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for each, attributes in self.elements if each == tag]


def read(written: str) -> Read:
    found = Read()
    found.feed(written)
    return found


def test_text_stays_text() -> None:
    page = read("".join(text(a_guide(), lambda step: None)))
    assert page.of("title") == page.of("h1") == [HOSTILE[0]]
    plain = [each.replace("`", "") for each in HOSTILE]
    assert [said.replace("`", "") for said in page.of("h2")[1:]] == [f"{n}. {each}" for n, each in enumerate(plain, 1)]
    assert {tag for tag, _ in page.elements} & {"script", "img", "iframe", "link", "object"} == set()
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)


def test_it_may_do_nothing_and_asks_for_nothing() -> None:
    written = "".join(text(a_usual_guide(), lambda step: None))
    (policy,) = [each["content"] for each in read(written).attributes("meta") if "http-equiv" in each]
    assert policy and policy.startswith("default-src 'none'")
    assert "http" not in written.replace("http-equiv", "")


def test_pictures_are_in_it_and_contents_lead_to_steps() -> None:
    pictures = {3: b"\xff\xd8a picture"}
    page = read("".join(text(a_usual_guide("de"), lambda step: pictures.get(step.number))))
    (picture,) = page.attributes("img")
    kind, _, data = (picture["src"] or "").partition(",")
    assert (kind, b64decode(data)) == ("data:image/jpeg;base64", b"\xff\xd8a picture")
    assert picture["alt"] == "Bild zu Schritt 3: Click Save"
    assert page.attributes("html") == [{"lang": "de"}]
    assert [f"#{each['id']}" for each in page.attributes("article")] == [each["href"] for each in page.attributes("a")]
    assert page.of("pre") == ["INFO Running upgrade\nINFO Done"]


def test_steps_that_are_left_out_are_said() -> None:
    assert "7 more steps" in "".join(text(a_guide(left_out=7), lambda step: None))


def test_what_a_person_wrote_is_set_as_such() -> None:
    written = "".join(text(a_guide(titles=(), steps=(a_step(1, "Save", prose=PROSE),)), lambda step: None))
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">the manual</a>' in written
    assert "<strong>open </strong><strong><em>the</em></strong><strong> list</strong>" in written
    assert "<code>make</code> &amp; &lt;b&gt;:</p>" in written
    assert '<ol start="3"><li>three</li></ol>' in written
    assert "<pre>- x &lt; y</pre>" in written
