"""Administration: settings, switches, members, dialogs over a veil."""

from html import escape

from benchmarks.screencasts.director import Director, button, check, select, sidebar, switch, text_field
from benchmarks.screencasts.vocabulary import BRANDS, Vocabulary

_PAGES = ("general", "security", "members", "billing", "notifications", "integrations")


def _page(key: str, heading: str, inside: str, on: bool = False) -> str:
    return f'<section id="{key}" class="{"on" if on else ""}"><h1>{escape(heading)}</h1>{inside}</section>'


def _prose(words: Vocabulary, count: int) -> str:
    return "".join(f"<p>{escape(each)}</p>" for each in words.sentences(count))


def _app(director: Director, words: Vocabulary, chosen: str, pages: dict[str, str], more: str = "") -> None:
    """A program with a navigation; pages that are not given hold a few sentences."""
    bar = sidebar(director.rng.choice(BRANDS), [(key, words[key]) for key in _PAGES], chosen)
    sections = "".join(_page(key, words[key], pages.get(key, _prose(words, 3)), key == chosen) for key in _PAGES)
    director.show(f'<div class="app">{bar}<main>{sections}</main></div>{more}')
    director.told("open", [words[chosen]], director.words.opened(words[chosen]))
    director.rest(1.2, 2.2)


def settings(director: Director, words: Vocabulary) -> None:
    """Fills in a form and saves it."""
    zones = ["Europe/Helsinki", "Europe/Berlin", "America/Toronto", "Asia/Tokyo"]
    name, contact = (
        director.rng.choice(["Blue Harbor", "Studio Nine", "Field Notes"]),
        director.rng.choice(["team@harbor.example", "hello@nine.example"]),
    )
    save = button(words["save"], f"toast:{words['saved']}", "save", main=True)
    form = _prose(words, 1) + text_field("name", words["workspace_name"]) + text_field("contact", words["contact"])
    form += (
        select("zone", words["timezone"], "UTC", zones)
        + check("keep", words["keep_data"])
        + f'<div class="row">{save}</div>'
    )
    start = director.rng.choice(["billing", "members", "notifications"])
    _app(director, words, start, {"general": form})
    director.click("#nav-general", words["general"], "navigate", director.rng.choice([0.0, 0.4]))
    director.rest()
    director.type("#name", words["workspace_name"], name)
    director.rest()
    director.type("#contact", words["contact"], contact, 0.09)
    director.rest()
    director.choose("#zone", director.rng.choice(zones), words["timezone"])
    director.rest()
    director.turn("#keep", words["keep_data"], True)
    director.rest()
    director.click("#save", words["save"], "submit", 0.3)
    director.rest(1.5, 2.5)


def switches(director: Director, words: Vocabulary) -> None:
    """Goes from page to page and turns things on and off."""
    first = "".join(switch(key, words[key]) for key in ("two_factor", "sso", "guests"))
    second = "".join(switch(key, words[key]) for key in ("digest", "alerts", "mentions"))
    save = button(words["save"], f"toast:{words['saved']}", "save", main=True)
    pages = {"security": _prose(words, 2) + first, "notifications": second + f'<div class="row">{save}</div>'}
    _app(director, words, "general", pages)
    director.click("#nav-security", words["security"], "navigate")
    director.rest()
    director.turn("#two_factor", words["two_factor"], True)
    director.rest()
    director.turn("#guests", words["guests"], True)
    director.rest()
    director.turn("#guests", words["guests"], False)
    director.rest()
    director.click("#nav-notifications", words["notifications"], "navigate", 0.2)
    director.rest()
    for key in director.rng.sample(["digest", "alerts", "mentions"], 2):
        director.turn(f"#{key}", words[key], True)
        director.rest()
    director.click("#save", words["save"], "submit", 0.2)
    director.rest(1.5, 2.5)


def _people(words: Vocabulary, count: int) -> str:
    rows = "".join(
        f"<tr><td>{escape(each)}</td><td>{escape(words['viewer'])}</td><td>{escape(words['active'])}</td></tr>"
        for each in words.people(count)
    )
    head = "".join(f"<th>{escape(words[key])}</th>" for key in ("name", "role", "status"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _dialog(key: str, heading: str, inside: str, buttons: str) -> str:
    return f'<div class="dialog" id="{key}"><h2 style="margin-top:0">{escape(heading)}</h2>{inside}<div class="row"><span class="grow"></span>{buttons}</div></div>'


def invitation(director: Director, words: Vocabulary) -> None:
    """Invites somebody in a dialog."""
    person = director.rng.choice(["mira@example.org", "sam.lee@example.com", "olga@firm.example"])
    inside = text_field("email", words["email"]) + select(
        "role", words["role"], words["viewer"], [words[key] for key in ("viewer", "editor", "admin")]
    )
    buttons = button(words["cancel"], "close:invite", "cancel") + button(
        words["send_invite"], f"close:invite|toast:{words['invited']}", "send", main=True
    )
    members = (
        f'<div class="row" style="margin:0">{button(words["invite"], "open:invite", "invite-button", main=True)}</div>'
        + _people(words, 6)
    )
    _app(
        director,
        words,
        director.rng.choice(["general", "billing"]),
        {"members": members},
        _dialog("invite", words["invite_title"], inside, buttons),
    )
    director.click("#nav-members", words["members"], "navigate")
    director.rest()
    director.click(
        "#invite-button",
        words["invite"],
        "dialog",
        also=[director.words.opened(words["invite_title"])[0], words["invite_title"]],
    )
    director.rest()
    director.type("#email", words["email"], person)
    director.rest()
    director.choose("#role", director.rng.choice([words["editor"], words["admin"]]), words["role"])
    director.rest()
    director.click("#send", words["send_invite"], "submit", director.rng.choice([0.0, 0.5]))
    director.rest(1.5, 2.2)
    director.do("run('hush')")
    director.rest()


def projects(director: Director, words: Vocabulary) -> None:
    """Makes a project in one dialog and deletes another in a second one."""
    name = director.rng.choice(["Spring launch", "Atlas", "Research 27"])
    making = text_field("project", words["project_name"]) + select(
        "template", words["template"], words["blank"], [words["blank"], words["marketing"]]
    )
    create = button(words["create"], f"close:making|toast:{words['created']}", "create", main=True)
    dialogs = _dialog(
        "making", words["new_project"], making, button(words["cancel"], "close:making", "cancel-making") + create
    )
    remove = button(words["delete"], f"close:gone|remove:row-1|toast:{words['deleted']}", "really", main=True)
    dialogs += _dialog(
        "gone",
        words["delete_title"],
        _prose(words, 1) + check("tell", words["tell_members"]),
        button(words["cancel"], "close:gone", "cancel-gone") + remove,
    )
    rows = "".join(
        f'<tr id="row-{n}"><td>{each}</td><td>{escape(words["active"])}</td><td><button id="drop-{n}" data-do="hush|open:gone">✕</button></td></tr>'
        for n, each in enumerate(["Website", "Northern office", "Handbook"])
    )
    listed = button(words["new_project"], "open:making", "new", main=True) + f"<table><tbody>{rows}</tbody></table>"
    director.show(
        f'<div class="app wide"><main><h1>{escape(words["projects"])}</h1>{_prose(words, 2)}{listed}</main></div>{dialogs}'
    )
    director.told("open", [words["projects"]], director.words.opened(words["projects"]))
    director.rest(1.2, 2.0)
    director.click("#new", words["new_project"], "dialog")
    director.rest()
    director.type("#project", words["project_name"], name)
    director.rest()
    director.choose("#template", words["marketing"], words["template"])
    director.rest()
    director.click("#create", words["create"], "submit", 0.2)
    director.rest(1.2, 2.0)
    director.press("#drop-1")
    director.told(
        "dialog",
        [words["delete_title"], "Northern office"],
        [words["delete_title"], *director.words.opened(words["delete_title"])],
    )
    director.rest()
    director.turn("#tell", words["tell_members"], True)
    director.rest()
    director.click("#really", words["delete"], "submit", 0.1)
    director.rest(1.5, 2.2)
