"""Writes a step's title as an instruction: a verb, and what the screen calls the thing. Pure.

Nothing but the verbs is ours. Where nothing tells what was pressed the title is the heading of what came of it.
"""

from app.domain.documents.evidence.kinds import Act, Kind
from app.domain.documents.titles import clean

_ON, _OFF, _LISTED = "on", "off", "listed"
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
    label = clean(act.label)
    form = None if act.is_weak else _FORMS[language].get(_key(act))
    if form is None:
        return label
    if act.kind is Kind.TYPE and language == "en":
        # "Type the metadata URL": a field's label is a noun; what has no label is quoted as it was typed.
        form = form if act.detail else "Type {label}"
        label = label[:1].lower() + label[1:] if act.detail and label[1:2].islower() else label
    return form.format(label=label, detail=clean(act.detail))


def _key(act: Act) -> str:
    if act.kind is Kind.TOGGLE and act.is_on is not None:
        return _ON if act.is_on else _OFF
    return _LISTED if act.kind is Kind.CHOOSE and act.detail else act.kind
