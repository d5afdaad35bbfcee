"""What is read rather than used: a manual, slides, a course with a film."""

from html import escape

from benchmarks.screencasts.director import Director, button
from benchmarks.screencasts.film import Restless
from benchmarks.screencasts.vocabulary import Vocabulary


def manual(director: Director, words: Vocabulary) -> None:
    """Scrolls through a manual, and follows links of its contents."""
    chapters = words.chapters()
    contents = "".join(f'<a id="to-{n}" data-do="to:chapter-{n}">{escape(each)}</a>' for n, each in enumerate(chapters))
    text = "".join(
        f'<h2 id="chapter-{n}">{escape(each)}</h2>' + "".join(f"<p>{escape(line)}</p>" for line in words.sentences(9))
        for n, each in enumerate(chapters)
    )
    director.show(
        f'<div class="app"><aside><b>{escape(words["overview"])}</b>{contents}</aside><main class="scrolls"><h1>{escape(words["manual"])}</h1>{text}<div style="height:900px"></div></main></div>'
    )
    director.told("open", [words["manual"]], director.words.opened(words["manual"]))
    director.rest(1.5, 2.5)
    stops = sorted(director.rng.sample(range(1, 5), 2))
    for stop in stops:
        begun = director.time
        director.scroll("main", director.top_of(f"#chapter-{stop}", "main"))
        director.told("scroll", [chapters[stop]], director.words.scrolled(chapters[stop]), lasted=director.time - begun)
        director.rest(1.8, 3.0)
    for number in director.rng.sample(range(5, 8), 2):
        director.click(f"#to-{number}", chapters[number], "navigate")
        director.rest(1.6, 2.6)


def slides(director: Director, words: Vocabulary) -> None:
    """Shows slides whose bullets come one by one, with the speaker in a bubble."""
    if director.rng.random() < 0.6:
        width, height = director.look.size
        director.reel.restless.append(Restless("bubble", (width - 200, height - 200, 170, 170)))
    every = director.rng.sample(words.slides(), 3)
    body = "".join(
        f'<div class="slide" id="slide-{n}"><h1>{escape(head)}</h1><ul>'
        + "".join(f"<li>{escape(each)}</li>" for each in bullets)
        + "</ul></div>"
        for n, (head, bullets) in enumerate(every)
    )
    director.show(body.replace('class="slide" id="slide-0"', 'class="slide on" id="slide-0"'))
    for number, (heading, bullets) in enumerate(every):
        if number:
            director.do(f"only('.slide', byId('slide-{number}'))")
        begun = director.time
        director.told("slide", [heading], [heading])
        director.rest(1.0, 1.8)
        for bullet in range(len(bullets)):
            director.do(f"document.querySelectorAll('#slide-{number} li')[{bullet}].classList.add('on')")
            director.rest(1.1, 2.0)
        assert director.time > begun


def course(director: Director, words: Vocabulary) -> None:
    """Uses a page on which a film runs and a clock ticks."""
    lessons = words.chapters()[:3]
    parts = "".join(
        f'<section id="lesson-{n}" class="{"on" if n == 0 else ""}"><h2>{escape(each)}</h2>'
        + "".join(f"<p>{escape(line)}</p>" for line in words.sentences(2))
        + button(words["next_lesson"], f"go:lesson-{n + 1}", f"next-{n}")
        + "</section>"
        for n, each in enumerate(lessons)
    )
    subscribe = button(words["subscribe"], f"toast:{words['subscribed']}", "subscribe", main=True)
    notes = (
        f'{button(words["notes"], "show:notes", "notes-button")}<div id="notes" hidden>'
        + "".join(f"<p>{escape(line)}</p>" for line in words.sentences(2))
        + "</div>"
    )
    director.show(
        f'<div class="app wide"><main><h1>{escape(words["course"])}</h1><div style="display:flex;gap:30px"><div><div class="film"></div>{subscribe} {notes}</div><div style="flex:1">{parts}</div></div></main></div>'
    )
    box = director.ask(
        "(() => { const box = document.querySelector('.film').getBoundingClientRect(); return [box.left, box.top, box.width, box.height] })()"
    )
    assert isinstance(box, list)
    director.reel.restless.append(
        Restless("film", (int(box[0]), int(box[1]), int(box[2]) // 4 * 4, int(box[3]) // 4 * 4))
    )
    director.reel.restless.append(Restless("clock", (director.look.size[0] - 110, 8, 86, 24)))
    director.told("open", [words["course"]], director.words.opened(words["course"]))
    director.rest(2.0, 3.0)
    director.click("#next-0", words["next_lesson"], also=[lessons[1]])
    director.rest(1.6, 2.6)
    director.click("#notes-button", words["notes"])
    director.rest(1.6, 2.6)
    director.click("#subscribe", words["subscribe"], "submit", 0.2)
    director.rest(1.6, 2.6)
    director.click("#next-1", words["next_lesson"], also=[lessons[2]])
    director.rest(1.8, 2.8)
