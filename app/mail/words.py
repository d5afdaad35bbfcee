"""The words of each kind of mail, by language. In braces: what the mail is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Words:
    """Of one kind of mail in one language."""

    subject: str
    body: str
    button: str
    last: str


GREETING: Mapping[str, str] = MappingProxyType({"en": "Hello {name},", "de": "Hallo {name},"})
# Where somebody stood whose account is gone.
GONE: Mapping[str, str] = MappingProxyType({"en": "Deleted person", "de": "Gelöschte Person"})
SETTINGS: Mapping[str, str] = MappingProxyType(
    {"en": "Choose which mails you get", "de": "Auswählen, welche Mails du bekommst"}
)

MAILS: Mapping[str, Mapping[str, Words]] = MappingProxyType(
    {
        "reset": {
            "en": Words(
                "Choose a new password",
                "somebody asked for a new password for your VideoFlow account. Within an hour, this link lets you"
                " choose one:",
                "Choose a new password",
                "If that was not you, there is nothing to do: your password stays as it is.",
            ),
            "de": Words(
                "Ein neues Passwort wählen",
                "jemand hat für dein VideoFlow-Konto ein neues Passwort verlangt. Mit diesem Link kannst du innerhalb"
                " einer Stunde eines wählen:",
                "Neues Passwort wählen",
                "Wenn du das nicht warst, ist nichts zu tun: dein Passwort bleibt, wie es ist.",
            ),
        },
        "invitation": {
            "en": Words(
                "You are invited to VideoFlow",
                "{who} invites you to VideoFlow, where people record their screen, share what they recorded and talk"
                " about it. Within two weeks, this link lets you make an account with this address:",
                "Make an account",
                "If you do not know what this is about, there is nothing to do.",
            ),
            "de": Words(
                "Du bist zu VideoFlow eingeladen",
                "{who} lädt dich zu VideoFlow ein. Dort nimmt man den Bildschirm auf, teilt die Aufnahmen und spricht"
                " darüber. Mit diesem Link kannst du innerhalb von zwei Wochen ein Konto mit dieser Adresse anlegen:",
                "Konto anlegen",
                "Wenn du nicht weißt, worum es geht, ist nichts zu tun.",
            ),
        },
        "confirm": {
            "en": Words(
                "Confirm your email",
                "this link shows that this address is yours. What others shared with it is then in your library:",
                "Confirm my email",
                "If you have no account here, somebody wrote your address by mistake: there is nothing to do.",
            ),
            "de": Words(
                "Deine E-Mail bestätigen",
                "dieser Link zeigt, dass diese Adresse deine ist. Was andere mit ihr geteilt haben, ist dann in deiner"
                " Bibliothek:",
                "E-Mail bestätigen",
                "Wenn du hier kein Konto hast, hat jemand deine Adresse aus Versehen geschrieben; tu einfach nichts.",
            ),
        },
        "shared": {
            "en": Words(
                "{who} shared “{title}” with you",
                "{who} shared “{title}” with you.",
                "Watch it",
                "It is in your library, too: “Shared with me”.",
            ),
            "de": Words(
                "{who} hat „{title}“ mit dir geteilt",
                "{who} hat „{title}“ mit dir geteilt.",
                "Ansehen",
                "Es steht auch in deiner Bibliothek: „Mit mir geteilt“.",
            ),
        },
        "invited": {
            "en": Words(
                "{who} shared “{title}” with you",
                "{who} wants to show you “{title}” on VideoFlow. With an account for this address you can watch it;"
                " this link makes one, or takes the one you have. It works for a week.",
                "Watch it",
                "If you do not know {who}, there is nothing to do: nobody has made an account for you.",
            ),
            "de": Words(
                "{who} hat „{title}“ mit dir geteilt",
                "{who} möchte dir „{title}“ auf VideoFlow zeigen. Mit einem Konto für diese Adresse kannst du es"
                " ansehen; dieser Link legt eines an oder nimmt das, das du hast. Er gilt eine Woche.",
                "Ansehen",
                "Wenn du {who} nicht kennst, ist nichts zu tun: niemand hat ein Konto für dich angelegt.",
            ),
        },
        "comments": {
            "en": Words(
                "New comments on “{title}”",
                "this was said about “{title}” ({count} in all):",
                "Answer",
                "You get at most one such mail an hour.",
            ),
            "de": Words(
                "Neue Kommentare zu „{title}“",
                "das wurde über „{title}“ gesagt (insgesamt {count}):",
                "Antworten",
                "Du bekommst höchstens eine solche Mail in der Stunde.",
            ),
        },
        "replies": {
            "en": Words(
                "{who} replied about “{title}”",
                "this was said in a thread of yours about “{title}” ({count} in all):",
                "Answer",
                "You get at most one such mail an hour.",
            ),
            "de": Words(
                "{who} hat zu „{title}“ geantwortet",
                "das wurde zu „{title}“ geantwortet, wo du mitredest (insgesamt {count}):",
                "Antworten",
                "Du bekommst höchstens eine solche Mail in der Stunde.",
            ),
        },
        "mentions": {
            "en": Words(
                "{who} mentioned you in “{title}”",
                "you are mentioned in what was said about “{title}” ({count} in all):",
                "Answer",
                "You get at most one such mail an hour.",
            ),
            "de": Words(
                "{who} hat dich in „{title}“ erwähnt",
                "du wirst in dem erwähnt, was über „{title}“ gesagt wurde (insgesamt {count}):",
                "Antworten",
                "Du bekommst höchstens eine solche Mail in der Stunde.",
            ),
        },
        "news": {
            "en": Words(
                "News about {count} things",
                "this has happened since your last mail:",
                "Open VideoFlow",
                "You get at most one such mail an hour.",
            ),
            "de": Words(
                "{count} Neuigkeiten",
                "das ist seit der letzten Mail geschehen:",
                "VideoFlow öffnen",
                "Du bekommst höchstens eine solche Mail in der Stunde.",
            ),
        },
        "ready": {
            "en": Words(
                "“{title}” is ready",
                "“{title}” is ready, with its guide.",
                "Watch it",
                "You asked to be told when a recording is ready.",
            ),
            "de": Words(
                "„{title}“ ist fertig",
                "„{title}“ ist fertig, mit der Anleitung dazu.",
                "Ansehen",
                "Du wolltest wissen, wenn eine Aufnahme fertig ist.",
            ),
        },
        "failed": {
            "en": Words(
                "“{title}” could not be finished",
                "something went wrong with “{title}”. What is there already stays; its page says what failed, and lets"
                " you try again.",
                "Look at it",
                "You asked to be told when a recording is ready, or failed.",
            ),
            "de": Words(
                "„{title}“ wurde nicht fertig",
                "mit „{title}“ ging etwas schief. Was schon da ist, bleibt; die Seite sagt, was nicht ging, und lässt"
                " es dich noch einmal versuchen.",
                "Ansehen",
                "Du wolltest wissen, wenn eine Aufnahme fertig ist oder nicht fertig wird.",
            ),
        },
        "export": {
            "en": Words(
                "Your data is ready",
                "your videos, guides and comments are packed. Until {day} you can save them from your settings:",
                "Save my data",
                "If you did not ask for this, change your password: somebody else is signed in to your account.",
            ),
            "de": Words(
                "Deine Daten sind bereit",
                "deine Videos, Anleitungen und Kommentare sind gepackt. Bis {day} kannst du sie in deinen Einstellungen"
                " sichern:",
                "Meine Daten sichern",
                "Wenn du das nicht verlangt hast, ändere dein Passwort: jemand anderes ist in deinem Konto angemeldet.",
            ),
        },
    }
)
