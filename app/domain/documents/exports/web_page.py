"""A guide as one HTML file that needs nothing else, and may do nothing: no script, no request. Pure."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from html import escape

from app.domain.documents.exports.blocks import Block, Look
from app.domain.documents.exports.bodies import body_of
from app.domain.documents.exports.guide import Guide, GuideStep
from app.domain.documents.exports.runs import Run, plain, runs
from app.domain.documents.exports.wording import Words, clock, subtitle, words

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root{color-scheme:light dark;--bg:#fbfbfa;--text:#1b1b1a;--muted:#65635e;--line:#e6e5e1;--accent:#4f46e5}
@media (prefers-color-scheme:dark){:root{--bg:#121211;--text:#edecea;--muted:#a8a59e;--line:#2d2d2a;--accent:#a29dff}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);overflow-wrap:anywhere}
body{font:16px/1.55 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main{max-width:760px;margin:0 auto;padding:40px 20px 80px}
h1{font-size:30px;line-height:1.2;margin:4px 0 24px}
h2{font-size:19px;line-height:1.35;margin:0}
.about,.time{color:var(--muted);font-size:14px}
.time{font-variant-numeric:tabular-nums}
nav{border:1px solid var(--line);border-radius:12px;padding:14px 20px}
nav h2{font-size:14px;color:var(--muted)}
nav ol{margin:6px 0 0;padding-left:26px}
a{color:var(--accent)}
article{margin-top:44px;scroll-margin-top:20px}
article p,article ul,article ol,article pre{margin:8px 0 0;color:var(--muted)}
pre{padding:12px;border:1px solid var(--line);border-radius:8px;white-space:pre-wrap}
code,pre{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.92em}
img{display:block;max-width:100%;height:auto;margin-top:14px;border:1px solid var(--line);border-radius:12px}
@media print{
:root{--bg:#fff;--text:#000;--muted:#444;--line:#ccc;--accent:#000}
main{max-width:none;padding:0}
h2,.time{break-after:avoid}
img{break-inside:avoid;max-height:100mm;width:auto}
pre+img{max-height:62mm}
pre{font-size:8.5pt;line-height:1.4}
p,pre,ul,ol{orphans:3;widows:3}
a{text-decoration:none}
}
"""
# A step's picture as JPEG; None where there is none.
Picture = Callable[[GuideStep], bytes | None]


def text(guide: Guide, picture: Picture) -> Iterator[str]:
    """The document, piece by piece: no more than one picture is in memory."""
    ours = words(guide.language)
    title = escape(guide.title)
    yield (
        f'<!doctype html>\n<html lang="{escape(guide.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<div class="about">{escape(subtitle(guide))}</div>\n<h1>{title}</h1>\n'
    )
    yield from _contents(guide, ours)
    for step in guide.steps:
        yield from _step(step, picture(step), ours)
    if guide.left_out:
        yield f'<p class="about">{escape(ours.left_out.format(count=guide.left_out))}</p>\n'
    yield "</main>\n</body>\n</html>\n"


def _contents(guide: Guide, ours: Words) -> Iterator[str]:
    yield f"<nav>\n<h2>{escape(ours.contents)}</h2>\n<ol>\n"
    for step in guide.steps:
        yield f'<li><a href="#step-{step.number}">{_title(step.title)}</a></li>\n'
    yield "</ol>\n</nav>\n"


def _step(step: GuideStep, picture: bytes | None, ours: Words) -> Iterator[str]:
    yield f'<article id="step-{step.number}">\n<h2>{step.number}. {_title(step.title)}</h2>\n'
    yield f'<div class="time">{clock(step.timestamp)}</div>\n{"".join(map(_block, body_of(step)))}'
    if picture is not None:
        alt = escape(ours.picture.format(number=step.number, title=plain(step.title)))
        yield f'<img alt="{alt}" src="data:image/jpeg;base64,{b64encode(picture).decode()}">\n'
    yield "</article>\n"


def _title(title: str) -> str:
    return _line(runs(title))


def _line(line: Iterable[Run]) -> str:
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    told = escape(run.text)
    for is_so, tag in ((run.is_code, "code"), (run.is_emphasis, "em"), (run.is_strong, "strong")):
        told = f"<{tag}>{told}</{tag}>" if is_so else told
    return f'<a href="{escape(run.url)}" rel="noopener noreferrer nofollow">{told}</a>' if run.url else told


def _block(block: Block) -> str:
    lines = list(map(_line, block.lines))
    match block.look:
        case Look.OUTPUT:
            return "<pre>" + "\n".join(lines) + "</pre>\n"
        case Look.LIST:
            points = "".join(f"<li>{line}</li>" for line in lines)
            return f"<ul>{points}</ul>\n" if block.first is None else f'<ol start="{block.first}">{points}</ol>\n'
        case Look.TEXT:
            return "<p>" + "<br>".join(lines) + "</p>\n"
