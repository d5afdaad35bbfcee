"""Pages as people film them, drawn by a real browser and encoded like a recorder does, with what is written on them.

Type of 11 to 14 pixels, dark and light, a dialog over a veil, tables, German and French; each page is a picture of
1280 x 720 and the lines on it with their boxes. What something covers does not count, what a veil dims does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page, sync_playwright

from app.domain.documents.words import Box
from app.media import process
from app.media.pictures import decode_grey, encode_jpeg

WIDTH, HEIGHT = 1280, 720
_SECONDS_EACH = 2
# A screen recorder's rate, and its encoder's hurry.
_VP9 = ("-c:v", "libvpx-vp9", "-b:v", "1200k", "-deadline", "realtime", "-cpu-used", "8", "-row-mt", "1")

_STYLE = """
* { box-sizing: border-box; margin: 0 } body { font: 13px/1.5 'Liberation Sans'; background: #f6f7f9; color: #1f2328 }
header { background: #fff; border-bottom: 1px solid #d8dee4; padding: 10px 20px; display: flex; gap: 24px }
nav { width: 190px; padding: 14px; float: left } nav p { padding: 5px 8px } main { margin-left: 200px; padding: 20px }
h1 { font-size: 20px } h2 { font-size: 15px; margin: 14px 0 6px } table { border-collapse: collapse; margin-top: 10px }
td, th { padding: 6px 22px 6px 8px; border-bottom: 1px solid #d8dee4; font-size: 12px; text-align: left }
.button { display: inline-block; background: #0969da; color: #fff; border-radius: 6px; padding: 5px 14px }
.soft { color: #656d76; font-size: 11px } .field { border: 1px solid #afb8c1; border-radius: 6px; padding: 4px 10px;
width: 340px; background: #fff; margin: 3px 0 } .dark { background: #161b22; color: #c9d1d9; height: 720px }
.dark header { background: #0d1117; border-color: #30363d } .dark td, .dark th { border-color: #30363d }
.dark .soft { color: #8b949e } code { font: 12px/1.6 'DejaVu Sans Mono'; white-space: pre; display: block }
.veil { position: fixed; inset: 0; background: rgba(0,0,0,.55); pointer-events: none } .dialog { position: fixed;
left: 400px; top: 200px; width: 480px; background: #fff; border-radius: 10px; padding: 22px; box-shadow: 0 8px 30px
#0006 }
.badge { background: #1a7f37; color: #fff; border-radius: 9px; font-size: 11px; padding: 1px 8px }
.narrow { font-family: 'Liberation Sans Narrow' } .serif { font-family: 'Liberation Serif' }
"""
_ADMIN = """<header><b>Acme Cloud</b><span>Projects</span><span>Reports</span><span class=soft>morgan@example.org</span>
</header><nav><p>Overview</p><p>Members</p><p>Security</p><p>Billing</p><p>Audit log</p></nav>
<main><h1>Security settings</h1>
<p>Decide how people sign in to this workspace.</p><h2>Single sign-on</h2><p class=soft>Identity provider</p>
<div class=field>https://login.example.org/saml/metadata</div><p class=soft>Allowed domains</p>
<div class=field>example.org, example.net</div><h2>Passwords</h2><p>Passwords expire after ninety days.</p>
<p>Two-factor codes are required for administrators.</p><br><span class=button>Save changes</span> %s</main>"""
_TABLE = """<header><b>Invoices</b><span>Customers</span><span>Products</span></header><main><h1>Invoices</h1>
<table><tr><th>Number</th><th>Customer</th><th>Due</th><th>Amount</th><th>Status</th></tr>
<tr><td>INV-2041</td><td>Northwind Traders</td><td>12 March 2026</td><td>1,240.00</td>
<td><span class=badge>Paid</span></td></tr>
<tr><td>INV-2042</td><td>Contoso Limited</td><td>14 March 2026</td><td>89.50</td><td>Overdue</td></tr>
<tr><td>INV-2043</td><td>Fabrikam Incorporated</td><td>2 April 2026</td><td>17,300.00</td><td>Draft</td></tr>
<tr><td>INV-2044</td><td>Adventure Works</td><td>9 April 2026</td><td>640.25</td>
<td><span class=badge>Paid</span></td></tr>
</table><p class=soft>Showing 4 of 128 invoices. Amounts are in euros and include taxes.</p></main>"""
_CODE = """<header><b>deploy.py</b><span>settings.toml</span><span>README.md</span></header><main>
<code>def deploy(version: str, hosts: list[str]) -&gt; int:
    \"\"\"Copies a release to every host and restarts it.\"\"\"
    failed = [host for host in hosts if not reachable(host)]
    if failed:
        raise DeployError(f"{len(failed)} hosts are away")
    for host in hosts:
        upload(host, release_path(version))
        restart(host, timeout=30)
    return len(hosts)</code><h2>Terminal</h2><code>$ flask db upgrade
INFO  [alembic.runtime.migration] Running upgrade 0012 to 0013
$ git push origin main
Everything up-to-date</code></main>"""
_GERMAN = """<header><b>Auftragsverwaltung</b><span>Übersicht</span><span>Prüfungen</span></header><main>
<h1>Einstellungen für Benutzer</h1><p>Änderungen gelten ab der nächsten Anmeldung.</p><h2>Größe der Anhänge</h2>
<p>Höchstens 25 MB je Nachricht, größere werden abgelehnt.</p><p class=soft>Zuletzt geändert von Jürgen Weiß</p>
<p>Straße und Hausnummer</p><div class=field>Königsallee 17</div>
<span class=button>Änderungen übernehmen</span></main>"""
_FRENCH = """<header><b>Comptabilité</b><span>Aperçu</span><span>Élèves</span></header><main class=%s>
<h1>Paramètres de sécurité</h1><p>Les mots de passe expirent après trois mois.</p><h2>Réinitialisation</h2>
<p>Où souhaitez-vous recevoir le code à usage unique ?</p><p class=soft>Dernière modification par François Lefèvre</p>
<p>Création d'un nouvel élève</p><div class=field>Hélène Château</div><span class=button>Enregistrer</span></main>"""
_DIALOG = """<div class=veil></div><div class=dialog><h2>Delete this workspace?</h2>
<p>All recordings, guides and comments
will be removed after thirty days.</p><p class=soft>Type the name of the workspace to confirm</p>
<div class=field>Acme Cloud</div>
<br><span class=button>Delete workspace</span> &nbsp; Cancel</div>"""
PAGES = {
    "form": _ADMIN % "",
    "toast": _ADMIN % "<span class=badge>Connection works</span>",
    "dialog": _ADMIN % "" + _DIALOG,
    "table": _TABLE,
    "dark table": f"<div class=dark>{_TABLE}</div>",
    "dark dialog": f"<div class=dark>{_TABLE}</div>{_DIALOG}",
    "code": _CODE,
    "dark code": f"<div class=dark>{_CODE}</div>",
    "German": _GERMAN,
    "dark German": f"<div class=dark>{_GERMAN}</div>",
    "French": _FRENCH % "plain",
    "French narrow": _FRENCH % "narrow",
    "French serif": _FRENCH % "serif",
}
# Every line of text with its box; what another element covers is left out.
_LINES = """() => { const found = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; (node = walker.nextNode());) {
  if (node.parentElement.closest('style')) continue;
  const rows = [];
  for (const word of node.data.matchAll(/\\S+/g)) {
    const range = document.createRange();
    range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
    const box = range.getBoundingClientRect(), row = rows.at(-1);
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (!top || !(top === node.parentElement || node.parentElement.contains(top))) continue;
    if (row && Math.abs(row.y - box.y) < 3) { row.text += ' ' + word[0]; row.right = box.right; }
    else rows.push({ text: word[0], x: box.x, y: box.y, right: box.right, bottom: box.bottom });
  }
  found.push(...rows);
} return found }"""


@dataclass(frozen=True)
class Screen:
    """A page as it is read, and the lines that are on it."""

    name: str
    grey: NDArray[np.uint8]
    lines: list[tuple[str, Box]]


def screens() -> Iterator[Screen]:
    """All pages, as frames that went through VP9 and JPEG on their way."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        truths = [_drawn(page, body, Path(folder) / f"{number:02}.png") for number, body in enumerate(PAGES.values())]
        browser.close()
        pictures = _filmed(Path(folder), len(truths))
    for name, lines, picture in zip(PAGES, truths, pictures, strict=True):
        yield Screen(name, picture, lines)


def _drawn(page: Page, body: str, path: Path) -> list[tuple[str, Box]]:
    page.set_content(f"<!doctype html><style>{_STYLE}</style>{body}")
    page.screenshot(path=path)
    return [
        (row["text"], Box(row["x"], row["y"], row["right"] - row["x"], row["bottom"] - row["y"]))
        for row in page.evaluate(_LINES)
    ]


def _filmed(folder: Path, count: int) -> list[NDArray[np.uint8]]:
    film = folder / "film.webm"
    limits = process.Limits(seconds=300)
    shown = ["-framerate", f"1/{_SECONDS_EACH}", "-i", str(folder / "%02d.png"), "-r", "5", "-pix_fmt", "yuv420p"]
    process.run(["ffmpeg", "-v", "error", *shown, *_VP9, str(film)], limits)
    argv = ["ffmpeg", "-v", "error", "-i", str(film), "-f", "rawvideo", "-pix_fmt", "gray", "-"]
    frames = list(process.blocks(argv, limits, WIDTH * HEIGHT))
    # The last frame of each page: it has been still for as long as the page stands.
    ends = [round((number + 1) * len(frames) / count) - 1 for number in range(count)]
    stills = (np.frombuffer(frames[end], np.uint8).reshape(HEIGHT, WIDTH) for end in ends)
    return [decode_grey(encode_jpeg(cv2.cvtColor(still, cv2.COLOR_GRAY2BGR))) for still in stills]
