"""Work in a browser: menus, tabs, mail, tables."""

from html import escape

from benchmarks.screencasts.director import Director, button, select
from benchmarks.screencasts.vocabulary import BRANDS, Vocabulary


def _menu(key: str, label: str, entries: list[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<div id="{name}" data-do="{escape(orders)}">{escape(text)}</div>' for name, text, orders in entries
    )
    opener = f'<button id="open-{key}" data-menu="{key}">{escape(label)} ▾</button>'
    return f'<span style="position:relative">{opener}<div class="menu" id="{key}" style="left:0;top:34px">{inside}</div></span>'


def _rows(director: Director, words: Vocabulary, count: int, orders: str = "") -> str:
    made = []
    for number, person in enumerate(words.people(count)):
        amount = f"{director.rng.randint(20, 900)}.{director.rng.randint(0, 99):02d}"
        done = f' data-do="{escape(orders)}"' if orders else ""
        made.append(
            f'<tr id="row-{number}"{done}><td>#{4100 + 17 * number}</td><td>{escape(person)}</td><td>{amount}</td><td>2026-0{number % 9 + 1}-1{number % 8}</td></tr>'
        )
    return "".join(made)


def _table(director: Director, words: Vocabulary, count: int, orders: str = "") -> str:
    head = "".join(
        f'<th id="sort-{key}" data-do="sort:rows">{escape(words[key])}</th>'
        for key in ("orders", "customer", "amount", "date")
    )
    return (
        f'<table><thead><tr>{head}</tr></thead><tbody id="rows">{_rows(director, words, count, orders)}</tbody></table>'
    )


def menus(director: Director, words: Vocabulary) -> None:
    """Takes entries from menus."""
    actions = [
        ("csv", words["export_csv"], f"toast:{words['exported']}"),
        ("dup", words["duplicate"], "show:copy"),
        ("arc", words["archive"], f"hush|remove:row-2|toast:{words['archived']}"),
    ]
    views = [("compact", words["compact"], "sort:rows"), ("archived", words["show_archived"], "show:banner")]
    bar = f'<div class="bar">{_menu("actions", words["actions"], actions)}{_menu("views", words["view"], views)}</div>'
    extras = f'<p id="copy" hidden>{escape(words["created"])}</p><p id="banner" hidden><b>{escape(words["show_archived"])}: 12</b></p>'
    director.show(
        f'<div class="app wide"><main><h1>{escape(words["orders"])}</h1>{bar}{extras}{_table(director, words, 8)}</main></div>'
    )
    director.told("open", [words["orders"]], director.words.opened(words["orders"]))
    director.rest(1.2, 2.0)
    chosen = director.rng.sample(
        [
            ("actions", "csv", "export_csv"),
            ("actions", "arc", "archive"),
            ("views", "archived", "show_archived"),
            ("actions", "dup", "duplicate"),
        ],
        3,
    )
    for menu, entry, label in chosen:
        opener = words["view" if menu == "views" else "actions"]
        director.press(f"#open-{menu}")
        director.told("click", [opener], director.words.clicked(opener), optional=True)
        director.rest(0.6, 1.2)
        director.press(f"#{entry}", director.rng.choice([0.0, 0.3]))
        director.told(
            "choose",
            [words[label]],
            [*director.words.chosen(words[label], opener), *director.words.clicked(words[label])],
        )
        director.rest(1.3, 2.4)


def tabs(director: Director, words: Vocabulary) -> None:
    """Looks through the tabs of a page."""
    keys = ["overview", "activity", "files", "permissions", "history"]
    links = "".join(
        f'<a id="tab-{key}" class="{"on" if key == "overview" else ""}" data-do="go:{key}">{escape(words[key])}</a>'
        for key in keys
    )
    pages = "".join(
        f'<section id="{key}" class="{"on" if key == "overview" else ""}"><h2>{escape(words[key])}</h2>'
        + "".join(f"<p>{escape(each)}</p>" for each in words.sentences(director.rng.randint(2, 6)))
        + "</section>"
        for key in keys
    )
    title = director.rng.choice(BRANDS)
    director.show(f'<div class="app wide"><main><h1>{title}</h1><div class="tabs">{links}</div>{pages}</main></div>')
    director.told("open", [title], director.words.opened(title))
    director.rest(1.2, 2.0)
    for key in director.rng.sample(keys[1:], director.rng.randint(3, 4)):
        director.click(f"#tab-{key}", words[key], director.rng.choice(["navigate"]))
        director.rest(1.4, 2.6)


def mail(director: Director, words: Vocabulary) -> None:
    """Opens a message, answers it, sends the answer."""
    people, texts = words.people(6), words.sentences(10)
    subjects = [text.rstrip(".")[:34].rsplit(" ", 1)[0] for text in texts[:6]]
    entries = "".join(
        f'<a id="mail-{n}" data-do="go:read-{n}"><span class="from">{escape(people[n])}</span><br>{escape(subjects[n])}</a>'
        for n in range(6)
    )
    send = button(words["send"], f"toast:{words['sent']}|go:empty", "send", main=True)
    answer = f'<div id="answer" hidden><label>{escape(words["message"])}</label><textarea id="text" rows="4"></textarea><div class="row">{send}</div></div>'
    readers = "".join(
        f'<section id="read-{n}"><h2 style="margin-top:0">{escape(subjects[n])}</h2><p class="dim">{escape(people[n])}</p>'
        + "".join(f"<p>{escape(each)}</p>" for each in words.sentences(3))
        + (button(words["reply"], "show:answer", "reply") + answer if n == 2 else "")
        + "</section>"
        for n in range(6)
    )
    director.show(
        f'<div class="app wide"><main><h1>{escape(words["inbox"])}</h1><div class="mail"><div class="list">{entries}</div><div>{readers}<section id="empty"></section></div></div></main></div>'
    )
    director.told("open", [words["inbox"]], director.words.opened(words["inbox"]))
    director.rest(1.2, 2.0)
    for number in (director.rng.choice([0, 1, 4]), 2):
        label = subjects[number]
        director.press(f"#mail-{number}", 0.1)
        director.told(
            "navigate",
            [label, people[number]],
            [*director.words.clicked(label), *director.words.clicked(people[number])],
        )
        director.rest(1.4, 2.4)
    director.click("#reply", words["reply"])
    director.rest()
    director.type("#text", words["message"], texts[8][:44].rsplit(" ", 1)[0], 0.07)
    director.rest()
    director.click("#send", words["send"], "submit", 0.3)
    director.rest(1.5, 2.2)


def table(director: Director, words: Vocabulary) -> None:
    """Sorts, filters and opens a row of a table."""
    side = (
        f'<div class="panel" id="panel"><h2 style="margin-top:0">{escape(words["overview"])}</h2>'
        + "".join(f"<p>{escape(each)}</p>" for each in words.sentences(3))
        + button(words["refund"], f"close:panel|toast:{words['refunded']}", "refund", main=True)
        + "</div>"
    )
    bar = f'<div class="bar"><input id="filter" placeholder="{escape(words["filter"])}">{button(words["apply"], "remove:row-1|remove:row-3|remove:row-4", "apply")}</div>'
    states = select("state", words["status"], words["waiting"], [words["active"], words["waiting"]])
    director.show(
        f'<div class="app wide"><main><h1>{escape(words["orders"])}</h1>{states}{bar}{_table(director, words, 8, "open:panel")}{side}</main></div>'
    )
    director.told("open", [words["orders"]], director.words.opened(words["orders"]))
    director.rest(1.2, 2.0)
    key = director.rng.choice(["amount", "date"])
    director.click(f"#sort-{key}", words[key])
    director.rest()
    director.choose("#state", words["active"], words["status"])
    director.rest()
    director.type("#filter", words["filter"], director.rng.choice(["open orders", "berlin", "march"]))
    director.rest()
    director.click("#apply", words["apply"], "submit")
    director.rest(1.2, 2.0)
    customer = str(director.ask("document.querySelector('#rows tr:nth-child(2)').children[1].textContent"))
    number = str(director.ask("document.querySelector('#rows tr:nth-child(2)').children[0].textContent"))
    director.press("#rows tr:nth-child(2)")
    director.told(
        "click",
        [customer, number, words["overview"]],
        [each for label in (customer, number, words["overview"]) for each in director.words.clicked(label)],
    )
    director.rest(1.2, 2.0)
    director.click("#refund", words["refund"], "submit", 0.3)
    director.rest(1.5, 2.2)
