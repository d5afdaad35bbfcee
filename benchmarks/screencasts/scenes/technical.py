"""Work of developers: a terminal and a code editor."""

import json
from html import escape

from benchmarks.screencasts.director import Director, button
from benchmarks.screencasts.vocabulary import Vocabulary

_COMMANDS = [
    (
        "git status",
        ["On branch main", "Your branch is up to date with 'origin/main'.", "nothing to commit, working tree clean"],
    ),
    (
        "flask db upgrade",
        [
            "INFO  [alembic.runtime.migration] Context impl PostgresqlImpl.",
            "INFO  [alembic.runtime.migration] Running upgrade 0027 -> 0028, pictures",
        ],
    ),
    (
        "pip install -r requirements.txt",
        [
            "Collecting flask==3.1.3",
            "Collecting sqlalchemy==2.1.9",
            "Successfully installed flask-3.1.3 sqlalchemy-2.1.9",
        ],
    ),
    (
        "docker compose up -d",
        [
            "[+] Running 3/3",
            " Container app-db-1     Started",
            " Container app-redis-1  Started",
            " Container app-web-1    Started",
        ],
    ),
    (
        "pytest tests/domain",
        [
            "===================== test session starts ======================",
            "collected 214 items",
            "===================== 214 passed in 3.41s ======================",
        ],
    ),
    (
        "ls -l backups",
        [
            "total 18240",
            "-rw-r--r-- 1 ops ops 9318400 Nov 28 02:00 backup-28.tar",
            "-rw-r--r-- 1 ops ops 9359360 Nov 29 02:00 backup-29.tar",
        ],
    ),
    ("cat config.toml", ["[server]", "port = 8080", "workers = 4", 'log_level = "info"']),
    ("npm run build", ["vite v8.1.0 building for production...", "214 modules transformed.", "built in 2.31s"]),
]
_PROMPTS = ["$ ", "ops@harbor:~/app$ ", "~/app % ", "root@web-1:/srv# "]


def terminal(director: Director, words: Vocabulary) -> None:
    """Gives commands and waits for what they say."""
    prompt = director.rng.choice(_PROMPTS)
    director.show('<div class="terminal" id="screen"></div>')
    written = prompt
    _write(director, written)
    director.rest(1.0, 1.6)
    for command, output in director.rng.sample(_COMMANDS, director.rng.randint(4, 5)):
        begun = director.time
        for end in range(2, len(command) + 2, 2):
            director.time += 0.13 * director.look.pace
            _write(director, written + command[:end])
        director.time += director.rng.uniform(0.3, 0.6)
        _write(director, written + command + "\n")
        director.told(
            "command",
            [command],
            [*director.words.ran(command), *director.words.ran(f"`{command}`")],
            lasted=director.time - begun,
        )
        written += command + "\n"
        for line in output:
            director.time += director.rng.uniform(0.05, 0.35)
            written += line + "\n"
            _write(director, written)
        written += prompt
        director.time += 0.1
        _write(director, written)
        director.rest(1.2, 2.2)


def _write(director: Director, text: str) -> None:
    director.do(f"byId('screen').textContent = {json.dumps(text)}", 0.0)


_FILES = {
    "app.py": [
        "from flask import Flask",
        "",
        "app = Flask(__name__)",
        "",
        "",
        '@app.get("/health")',
        "def health():",
        '    return {"state": "fine"}',
    ],
    "models.py": [
        "from dataclasses import dataclass",
        "",
        "",
        "@dataclass",
        "class Order:",
        "    number: int",
        "    customer: str",
        "    amount: float",
    ],
    "settings.py": ['NAME = "harbor"', "PORT = 8080", "", "LOG_LEVEL = 'info'", "KEEP_DAYS = 365"],
}
_ADDED = {
    "app.py": ['@app.get("/orders")', "def orders():", "    return list_orders()"],
    "models.py": ["    paid: bool = False", "    note: str = ''"],
    "settings.py": ["MAX_UPLOAD = 25_000_000", "RETRIES = 3"],
}


def editor(director: Director, words: Vocabulary) -> None:
    """Opens files, writes code, runs it."""
    names = list(_FILES)
    tree = "".join(f'<a id="file-{n}" data-do="go:code-{n}">{name}</a>' for n, name in enumerate(names))
    codes = "".join(
        f'<section id="code-{n}"><h2 style="margin:0 0 8px">{name}</h2><div class="code" id="text-{n}">{escape(chr(10).join(_FILES[name]))}</div></section>'
        for n, name in enumerate(names)
    )
    run, save = button("Run tests", "show:output", "run"), button("Save file", f"toast:{words['saved']}", "save")
    bar = f'<div class="bar">{run}{save}</div>'
    output = '<div id="output" hidden style="position:absolute;bottom:20px" class="code">tests/test_app.py ....\n4 passed in 0.31s</div>'
    director.show(f'<div class="app"><aside><b>Explorer</b>{tree}</aside><main>{bar}{codes}{output}</main></div>')
    director.told("open", ["Explorer"], director.words.opened("Explorer"))
    director.rest(1.2, 2.0)
    for number in director.rng.sample(range(3), 2):
        name = names[number]
        director.click(f"#file-{number}", name, "navigate")
        director.rest(1.2, 2.0)
        _write_code(director, number, name)
        director.rest(1.0, 1.8)
    director.click("#save", "Save file", "submit")
    director.rest(1.2, 2.0)
    director.click("#run", "Run tests", "click", 0.4)
    director.rest(1.5, 2.5)


def _write_code(director: Director, number: int, name: str) -> None:
    """Types lines at the end of a file; the pointer rests there."""
    director.press(f"#text-{number}")
    director.rest(0.3, 0.6)
    begun, text = director.time, "\n".join(_FILES[name]) + "\n"
    added = _ADDED[name]
    for line in added:
        for end in range(3, len(line) + 3, 3):
            director.time += 0.2 * director.look.pace
            director.do(f"byId('text-{number}').textContent = {json.dumps(text + line[:end])}", 0.0)
        text += line + "\n"
        director.time += 0.2
    titles = [each for part in (*added, name) for each in director.words.typed(part, part)]
    director.told("type", [*added, name], titles, lasted=director.time - begun)
