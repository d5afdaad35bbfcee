"""What a person would write over a step, in three languages: every wording that is as good as another."""

from dataclasses import dataclass

_CLICK = {
    "en": ["Click {0}", "Click on {0}", "Press {0}", "Select {0}", "Open {0}", "Go to {0}", "Choose {0}"],
    "de": ["{0} anklicken", "Auf {0} klicken", "{0} öffnen", "Klicken Sie auf {0}", "{0} wählen", "Zu {0} wechseln"],
    "fr": ["Cliquer sur {0}", "Cliquez sur {0}", "Ouvrir {0}", "Aller à {0}", "Choisir {0}"],
}
_ON = {
    "en": ["Turn on {0}", "Enable {0}", "Switch on {0}", "Check {0}", "Tick {0}", "Select {0}", "Click {0}"],
    "de": ["{0} einschalten", "{0} aktivieren", "{0} ankreuzen", "Auf {0} klicken"],
    "fr": ["Activer {0}", "Cocher {0}", "Cliquer sur {0}"],
}
_OFF = {
    "en": ["Turn off {0}", "Disable {0}", "Switch off {0}", "Uncheck {0}", "Clear {0}", "Click {0}"],
    "de": ["{0} ausschalten", "{0} deaktivieren", "Auf {0} klicken"],
    "fr": ["Désactiver {0}", "Décocher {0}", "Cliquer sur {0}"],
}
_CHOOSE = {
    "en": [
        "Choose {0} in {1}",
        "Choose {0}",
        "Select {0}",
        "Set {1} to {0}",
        "Select {0} in {1}",
        "Choose {0} for {1}",
    ],
    "de": ["{0} bei {1} wählen", "{0} wählen", "{0} auswählen", "{0} in {1} wählen"],
    "fr": ["Choisir {0} dans {1}", "Choisir {0}", "Sélectionner {0}"],
}
_TYPE = {
    "en": ["Type the {1}", "Type {1}", "Enter the {1}", "Enter {1}", "Fill in {1}", "Type {0}", "Type {0} in {1}"],
    "de": ["{1} eingeben", "{1} ausfüllen", "{0} eingeben", "{0} bei {1} eingeben"],
    "fr": ["Saisir {1}", "Remplir {1}", "Saisir {0}", "Saisir {0} dans {1}"],
}
_SCROLL = {
    "en": ["Scroll to {0}", "Scroll down to {0}", "Go to {0}"],
    "de": ["Zu {0} scrollen", "Bis {0} scrollen"],
    "fr": ["Défiler jusqu’à {0}", "Aller à {0}"],
}
_RUN = {"en": ["Run {0}"], "de": ["{0} ausführen"], "fr": ["Exécuter {0}", "Lancer {0}"]}
_OPEN = {"en": ["Open {0}", "{0}"], "de": ["{0} öffnen", "{0}"], "fr": ["Ouvrir {0}", "{0}"]}


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's."""

    language: str

    def _all(self, forms: dict[str, list[str]], *words: str) -> list[str]:
        return [form.format(*words) for form in forms[self.language]]

    def clicked(self, label: str) -> list[str]:
        """A button, link, tab, menu or entry was pressed."""
        return self._all(_CLICK, label)

    def turned(self, label: str, on: bool) -> list[str]:
        """A switch or a checkbox was pressed."""
        return self._all(_ON if on else _OFF, label)

    def chosen(self, option: str, label: str) -> list[str]:
        """An option was taken from a list."""
        return self._all(_CHOOSE, option, label)

    def typed(self, text: str, label: str) -> list[str]:
        """Something was written into a field."""
        return self._all(_TYPE, text, label)

    def scrolled(self, heading: str) -> list[str]:
        """The page was scrolled to a heading."""
        return self._all(_SCROLL, heading)

    def ran(self, command: str) -> list[str]:
        """A command was given."""
        return self._all(_RUN, command)

    def opened(self, heading: str) -> list[str]:
        """A page was there, or came."""
        return self._all(_OPEN, heading)
