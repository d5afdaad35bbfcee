"""The words of the filmed programs in English, German and French, by what they are for."""

from random import Random

_LANGUAGES = ("en", "de", "fr")

_WORDS: dict[str, tuple[str, str, str]] = {
    "settings": ("Settings", "Einstellungen", "Paramètres"),
    "general": ("General settings", "Allgemeine Einstellungen", "Paramètres généraux"),
    "security": ("Security", "Sicherheit", "Sécurité"),
    "members": ("Members", "Mitglieder", "Membres"),
    "billing": ("Billing", "Abrechnung", "Facturation"),
    "notifications": ("Notifications", "Benachrichtigungen", "Notifications par e-mail"),
    "integrations": ("Integrations", "Integrationen", "Intégrations"),
    "two_factor": ("Two-factor authentication", "Zwei-Faktor-Anmeldung", "Double authentification"),
    "sso": ("Single sign-on", "Einmalanmeldung", "Authentification unique"),
    "digest": ("Weekly digest", "Wöchentliche Übersicht", "Résumé hebdomadaire"),
    "alerts": ("Security alerts", "Sicherheitswarnungen", "Alertes de sécurité"),
    "mentions": ("Mentions and replies", "Erwähnungen und Antworten", "Mentions et réponses"),
    "guests": ("Guests may comment", "Gäste dürfen kommentieren", "Les invités peuvent commenter"),
    "workspace_name": ("Workspace name", "Name des Arbeitsbereichs", "Nom de l’espace"),
    "contact": ("Contact email", "Kontaktadresse", "Adresse de contact"),
    "timezone": ("Time zone", "Zeitzone", "Fuseau horaire"),
    "save": ("Save changes", "Änderungen speichern", "Enregistrer"),
    "saved": ("Your changes are saved", "Die Änderungen sind gespeichert", "Modifications enregistrées"),
    "cancel": ("Cancel", "Abbrechen", "Annuler"),
    "invite": ("Invite member", "Mitglied einladen", "Inviter un membre"),
    "invite_title": (
        "Invite somebody to the workspace",
        "Jemanden in den Arbeitsbereich einladen",
        "Inviter quelqu’un dans l’espace",
    ),
    "email": ("Email address", "E-Mail-Adresse", "Adresse e-mail"),
    "role": ("Role", "Rolle", "Rôle"),
    "viewer": ("Viewer", "Betrachter", "Lecteur"),
    "editor": ("Editor", "Bearbeiter", "Rédacteur"),
    "admin": ("Administrator", "Verwalter", "Administrateur"),
    "send_invite": ("Send invitation", "Einladung senden", "Envoyer l’invitation"),
    "invited": ("The invitation is on its way", "Die Einladung ist unterwegs", "L’invitation est en route"),
    "name": ("Name", "Name", "Nom"),
    "status": ("Status", "Status", "État"),
    "active": ("Active", "Aktiv", "Actif"),
    "waiting": ("Waiting", "Wartet", "En attente"),
    "projects": ("Projects", "Projekte", "Projets"),
    "new_project": ("New project", "Neues Projekt", "Nouveau projet"),
    "project_name": ("Project name", "Projektname", "Nom du projet"),
    "create": ("Create project", "Projekt anlegen", "Créer le projet"),
    "created": ("The project was created", "Das Projekt wurde angelegt", "Le projet a été créé"),
    "template": ("Template", "Vorlage", "Modèle"),
    "blank": ("Blank", "Leer", "Vide"),
    "marketing": ("Marketing plan", "Marketingplan", "Plan marketing"),
    "delete": ("Delete project", "Projekt löschen", "Supprimer le projet"),
    "delete_title": (
        "Delete this project for good?",
        "Dieses Projekt endgültig löschen?",
        "Supprimer définitivement ce projet ?",
    ),
    "deleted": ("The project was deleted", "Das Projekt wurde gelöscht", "Le projet a été supprimé"),
    "actions": ("Actions", "Aktionen", "Actions"),
    "view": ("View", "Ansicht", "Affichage"),
    "export_csv": ("Export as CSV", "Als CSV exportieren", "Exporter en CSV"),
    "duplicate": ("Duplicate", "Duplizieren", "Dupliquer"),
    "archive": ("Archive", "Archivieren", "Archiver"),
    "compact": ("Compact rows", "Kompakte Zeilen", "Lignes compactes"),
    "show_archived": ("Show archived", "Archivierte anzeigen", "Afficher les archives"),
    "exported": ("The export is ready", "Der Export ist fertig", "L’export est prêt"),
    "archived": ("Three entries were archived", "Drei Einträge wurden archiviert", "Trois entrées archivées"),
    "overview": ("Overview", "Überblick", "Aperçu"),
    "activity": ("Activity", "Aktivität", "Activité"),
    "files": ("Files", "Dateien", "Fichiers"),
    "permissions": ("Permissions", "Berechtigungen", "Droits d’accès"),
    "history": ("History", "Verlauf", "Historique"),
    "inbox": ("Inbox", "Posteingang", "Boîte de réception"),
    "reply": ("Reply", "Antworten", "Répondre"),
    "send": ("Send message", "Nachricht senden", "Envoyer le message"),
    "sent": ("Message sent", "Nachricht gesendet", "Message envoyé"),
    "message": ("Message", "Nachricht", "Message à écrire"),
    "orders": ("Orders", "Bestellungen", "Commandes"),
    "customer": ("Customer", "Kunde", "Client"),
    "amount": ("Amount", "Betrag", "Montant"),
    "date": ("Date", "Datum", "Date de commande"),
    "filter": ("Filter orders", "Bestellungen filtern", "Filtrer les commandes"),
    "apply": ("Apply filter", "Filter anwenden", "Appliquer le filtre"),
    "refund": ("Refund order", "Bestellung erstatten", "Rembourser la commande"),
    "refunded": ("The order was refunded", "Die Bestellung wurde erstattet", "La commande a été remboursée"),
    "manual": ("Administrator’s manual", "Handbuch für Verwalter", "Manuel de l’administrateur"),
    "course": ("Onboarding course", "Einführungskurs", "Cours d’intégration"),
    "next_lesson": ("Next lesson", "Nächste Lektion", "Leçon suivante"),
    "subscribe": ("Subscribe", "Abonnieren", "S’abonner"),
    "subscribed": ("You are subscribed", "Sie haben abonniert", "Vous êtes abonné"),
    "notes": ("Show notes", "Notizen anzeigen", "Afficher les notes"),
    "keep_data": ("Keep the data for one year", "Daten ein Jahr behalten", "Conserver les données un an"),
    "tell_members": ("Tell all members by email", "Alle Mitglieder benachrichtigen", "Prévenir tous les membres"),
}
_SENTENCES = {
    "en": [
        "Everything about your workspace is decided on this page.",
        "Changes take effect for all members within a few minutes.",
        "Ask an administrator if you are not sure what to choose.",
        "Entries are kept for two years and can be exported.",
        "People who were invited see only what is shared with them.",
        "The service keeps a copy of each file in another region.",
        "Backups run every night and are checked once a week.",
        "A key that is no longer used should be removed at once.",
        "Reports are sent on Monday morning to everybody who asked for them.",
        "Large uploads go on after the connection was lost.",
    ],
    "de": [
        "Alles über den Arbeitsbereich wird auf dieser Seite festgelegt.",
        "Änderungen gelten nach wenigen Minuten für alle Mitglieder.",
        "Fragen Sie im Zweifel eine Person aus der Verwaltung.",
        "Einträge bleiben zwei Jahre und können exportiert werden.",
        "Eingeladene sehen nur, was mit ihnen geteilt wurde.",
        "Von jeder Datei liegt eine Kopie in einer anderen Region.",
        "Sicherungen laufen jede Nacht und werden wöchentlich geprüft.",
        "Ein Schlüssel, der nicht mehr gebraucht wird, sollte weg.",
        "Berichte gehen am Montagmorgen an alle, die sie wollten.",
        "Große Dateien werden nach einer Unterbrechung fortgesetzt.",
    ],
    "fr": [
        "Tout ce qui concerne votre espace se décide sur cette page.",
        "Les changements valent pour tous après quelques minutes.",
        "Demandez à un responsable en cas de doute.",
        "Les entrées sont gardées deux ans et peuvent être exportées.",
        "Les invités ne voient que ce qui est partagé avec eux.",
        "Une copie de chaque fichier se trouve dans une autre région.",
        "Les sauvegardes ont lieu chaque nuit, avec un contrôle par semaine.",
        "Une clé qui ne sert plus doit être retirée aussitôt.",
        "Les rapports partent le lundi matin à ceux qui en veulent.",
        "Les gros envois reprennent après une coupure.",
    ],
}
_CHAPTERS = {
    "en": [
        "Before you begin",
        "Install the agent",
        "Connect a directory",
        "Roles and rights",
        "Backups",
        "Restore a project",
        "Audit log",
        "Limits",
    ],
    "de": [
        "Bevor Sie beginnen",
        "Agenten installieren",
        "Verzeichnis verbinden",
        "Rollen und Rechte",
        "Sicherungen",
        "Projekt wiederherstellen",
        "Protokoll",
        "Grenzen",
    ],
    "fr": [
        "Avant de commencer",
        "Installer l’agent",
        "Relier un annuaire",
        "Rôles et droits",
        "Sauvegardes",
        "Restaurer un projet",
        "Journal d’audit",
        "Limites",
    ],
}
_SLIDES = {
    "en": [
        (
            "Why we moved to one platform",
            [
                "Four tools did the same work",
                "Nobody knew which copy was right",
                "Support answered twice",
                "Costs grew by a third",
            ],
        ),
        (
            "What changes for your team",
            ["One place for every recording", "Rights follow the project", "Search finds text on screen"],
        ),
        (
            "The plan until summer",
            ["Pilot with two teams in March", "Training for everybody in April", "Old tools are closed in June"],
        ),
        ("Questions we were asked", ["Who pays for storage", "Where the data is kept", "How long links work"]),
    ],
    "de": [
        (
            "Warum eine einzige Plattform",
            ["Vier Werkzeuge taten dasselbe", "Niemand kannte die richtige Kopie", "Die Kosten stiegen um ein Drittel"],
        ),
        (
            "Was sich für Ihr Team ändert",
            ["Ein Ort für jede Aufnahme", "Rechte folgen dem Projekt", "Die Suche findet Text im Bild"],
        ),
        (
            "Der Plan bis zum Sommer",
            ["Probelauf mit zwei Teams im März", "Schulung für alle im April", "Alte Werkzeuge enden im Juni"],
        ),
        ("Häufige Fragen", ["Wer bezahlt den Speicher", "Wo die Daten liegen", "Wie lange Links gelten"]),
    ],
    "fr": [
        (
            "Pourquoi une seule plateforme",
            [
                "Quatre outils faisaient le même travail",
                "Personne ne savait quelle copie était juste",
                "Les coûts ont augmenté d’un tiers",
            ],
        ),
        (
            "Ce qui change pour votre équipe",
            ["Un seul lieu pour chaque vidéo", "Les droits suivent le projet", "La recherche lit le texte à l’écran"],
        ),
        (
            "Le plan jusqu’à l’été",
            [
                "Un essai avec deux équipes en mars",
                "Une formation pour tous en avril",
                "Les anciens outils ferment en juin",
            ],
        ),
        ("Questions fréquentes", ["Qui paie le stockage", "Où sont les données", "Combien de temps valent les liens"]),
    ],
}
PEOPLE = [
    "Aino Virtanen",
    "Ben Carter",
    "Chloé Martin",
    "Dmitri Sokol",
    "Elif Kaya",
    "Farid Haddad",
    "Greta Lindqvist",
    "Hugo Blanc",
    "Ines Moreau",
    "Jonas Weber",
]
BRANDS = ["Northwind", "Acme Cloud", "Lumen Desk", "Harbor", "Quillworks"]


class Vocabulary:
    """One language's words, and others by chance."""

    def __init__(self, language: str, rng: Random) -> None:
        self._language, self._number, self._rng = language, _LANGUAGES.index(language), rng

    def __getitem__(self, key: str) -> str:
        return _WORDS[key][self._number]

    def sentences(self, count: int) -> list[str]:
        """That many sentences, each once as long as there are enough."""
        every = _SENTENCES[self._language]
        return [each for _ in range(-(-count // len(every))) for each in self._rng.sample(every, len(every))][:count]

    def chapters(self) -> list[str]:
        """The chapters of a manual."""
        return _CHAPTERS[self._language]

    def slides(self) -> list[tuple[str, list[str]]]:
        """Slides: headings and bullets."""
        return _SLIDES[self._language]

    def people(self, count: int) -> list[str]:
        """Names of people."""
        return self._rng.sample(PEOPLE, count)
