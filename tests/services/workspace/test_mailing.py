"""Mails under the workspace's name and in its colour, as a mail server gets them."""

from apiflask import APIFlask

from app.mail import letters
from app.mail.letters import Reader
from app.services.workspace import choices, mailing
from tests.conftest import Person
from tests.support.mail import post_office
from tests.support.recordings import settings_changed

LINK = "https://video.example.org/reset-password#token=abc.def"


def test_a_mail_looks_as_the_workspace_does(app: APIFlask, person: Person) -> None:
    letter = letters.write("reset", Reader("ada@example.org", "Ada"), LINK)
    with post_office() as post, settings_changed(app, smtp_url=post.url, mail_from="vf@example.org"):
        mailing.send(letter)
        choices.change(person.id, {"name": "Ada & <b>Sons</b>", "colour": "#ffd400"})
        mailing.send(letter)
    plain, dressed = ([part.get_content() for part in each.iter_parts()] for each in post.letters)
    assert "background:#1d4ed8;color:#ffffff" in plain[1] and "Sons" not in "".join(plain)
    assert dressed[0].startswith("Ada & <b>Sons</b>")
    assert "Ada &amp; &lt;b&gt;Sons" in dressed[1] and "background:#ffd400;color:#000000" in dressed[1]
