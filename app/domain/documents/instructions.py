"""Writes a step's title as an instruction: a verb, and what the screen calls the thing. Pure.

Nothing but the verbs is ours. Where nothing tells what was pressed the title is the heading of what came of it.
"""

from app.domain.documents.evidence.code import is_code
from app.domain.documents.evidence.kinds import Act, Kind
from app.domain.documents.titles import clean

_ON, _OFF, _LISTED = "on", "off", "listed"
# Signs of code in a title.
_LONGEST_CODE = 60
_Forms = dict[str, str]
_FORMS: dict[str, _Forms] = {
    "en": {
        Kind.OPEN: "Open {label}",
        Kind.NAVIGATE: "Open {label}",
        Kind.CLICK: "Click {label}",
        Kind.SUBMIT: "Click {label}",
        Kind.DIALOG: "Click {label}",
        Kind.TYPE: "Type the {label}",
        Kind.CHOOSE: "Choose {label}",
        _LISTED: "Choose {label} in {detail}",
        _ON: "Turn on {label}",
        _OFF: "Turn off {label}",
        Kind.TOGGLE: "Click {label}",
        Kind.SCROLL: "Scroll to {label}",
        Kind.COMMAND: "Run `{label}`",
    },
    "de": {
        Kind.OPEN: "{label} öffnen",
        Kind.NAVIGATE: "{label} öffnen",
        Kind.CLICK: "Auf {label} klicken",
        Kind.SUBMIT: "Auf {label} klicken",
        Kind.DIALOG: "Auf {label} klicken",
        Kind.TYPE: "{label} eingeben",
        Kind.CHOOSE: "{label} wählen",
        _LISTED: "{label} bei {detail} wählen",
        _ON: "{label} einschalten",
        _OFF: "{label} ausschalten",
        Kind.TOGGLE: "Auf {label} klicken",
        Kind.SCROLL: "Zu {label} scrollen",
        Kind.COMMAND: "`{label}` ausführen",
    },
    "fr": {
        Kind.OPEN: "Ouvrir {label}",
        Kind.NAVIGATE: "Ouvrir {label}",
        Kind.CLICK: "Cliquer sur {label}",
        Kind.SUBMIT: "Cliquer sur {label}",
        Kind.DIALOG: "Cliquer sur {label}",
        Kind.TYPE: "Saisir {label}",
        Kind.CHOOSE: "Choisir {label}",
        _LISTED: "Choisir {label} dans {detail}",
        _ON: "Activer {label}",
        _OFF: "Désactiver {label}",
        Kind.TOGGLE: "Cliquer sur {label}",
        Kind.SCROLL: "Défiler jusqu’à {label}",
        Kind.COMMAND: "Exécuter `{label}`",
    },
}
LANGUAGES = tuple(_FORMS)


def instruction(act: Act, language: str) -> str:
    """The title of a step."""
    form = None if act.is_weak else _FORMS[language].get(_key(act))
    if form is None:
        return clean(act.label)
    if act.kind is Kind.TYPE:
        return _typing(act, form, language)
    return form.format(label=clean(act.label), detail=clean(act.detail))


def _typing(act: Act, form: str, language: str) -> str:
    """A field is called by its name; what has none is quoted as it was typed, code as code."""
    if not act.detail:
        label = _code(act.label) if is_code(act.label) else clean(act.label)
        return ("Type {label}" if language == "en" else form).format(label=label)
    label = clean(act.label)
    if language == "en" and label[1:2].islower():
        # "Type the metadata URL": its label is a noun.
        label = label[:1].lower() + label[1:]
    return form.format(label=label)


def _code(text: str) -> str:
    """What was typed of a program, as it stands there, in type of its own."""
    line = " ".join(text.replace("`", "'").split())
    return f"`{line}`" if len(line) <= _LONGEST_CODE else f"`{line[: _LONGEST_CODE - 1]}…`"


def _key(act: Act) -> str:
    if act.kind is Kind.TOGGLE and act.is_on is not None:
        return _ON if act.is_on else _OFF
    return _LISTED if act.kind is Kind.CHOOSE and act.detail else act.kind
