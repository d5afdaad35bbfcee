"""What is known of a screen stays, what changed on it is read again, and no line is read in half."""

from app.domain.documents.screen_text import ScreenText, merged, to_read
from app.domain.documents.scripts import Script, Unread
from app.domain.documents.words import Box, Line, Word

WIDTH, HEIGHT = 1280.0, 720.0
WHOLE = Box(0, 0, WIDTH, HEIGHT)


def line(text: str, left: float, top: float, width: float = 200, height: float = 12) -> Line:
    return Line((Word(text, Box(left, top, width, height), 99),))


def texts(screen: ScreenText) -> list[str]:
    return [each.text for each in screen.lines]


def inside(box: Box, cut: Box) -> bool:
    return cut.left <= box.left and cut.top <= box.top and box.right <= cut.right and box.bottom <= cut.bottom


PAGE = ScreenText(
    (line("Security settings", 220, 60), line("Identity provider", 220, 200), line("Save changes", 220, 500))
)


def test_a_screen_that_stays_is_not_read() -> None:
    assert to_read(PAGE, [], WIDTH, HEIGHT) == []
    assert merged(PAGE, [], []) == PAGE


def test_the_first_screen_is_read_whole() -> None:
    assert to_read(ScreenText(), [WHOLE], WIDTH, HEIGHT) == [WHOLE]


def test_typing_reads_its_own_line_whole_and_nothing_else() -> None:
    field = ScreenText((*PAGE.lines, line("https://login", 220, 300, width=90)))
    (cut,) = to_read(field, [Box(312, 298, 20, 16)], WIDTH, HEIGHT)
    assert inside(Box(220, 300, 112, 12), cut)
    assert cut.top > 200 and cut.bottom < 500
    after = merged(field, [cut], [ScreenText((line("https://login.example", 220, 300, width=150),))])
    assert texts(after) == ["Security settings", "Identity provider", "https://login.example", "Save changes"]


def test_a_dialog_hides_what_it_covers_and_its_end_brings_it_back() -> None:
    dialog = Box(180, 150, 480, 120)
    (cut,) = to_read(PAGE, [dialog], WIDTH, HEIGHT)
    opened = merged(PAGE, [cut], [ScreenText((line("Delete this workspace?", 220, 170),))])
    assert texts(opened) == ["Security settings", "Delete this workspace?", "Save changes"]
    (cut,) = to_read(opened, [dialog], WIDTH, HEIGHT)
    closed = merged(opened, [cut], [ScreenText((line("Identity provider", 220, 200),))])
    assert texts(closed) == texts(PAGE)


def test_a_page_that_scrolls_is_read_whole_and_leaves_nothing_behind() -> None:
    rows = [Box(200, top, 900, 40) for top in range(40, 700, 60)]
    cuts = to_read(PAGE, rows, WIDTH, HEIGHT)
    assert cuts == [WHOLE]
    assert texts(merged(PAGE, cuts, [ScreenText((line("Audit log", 220, 90),))])) == ["Audit log"]


def test_two_changes_far_apart_are_two_cuts_and_two_that_touch_one_line_are_one() -> None:
    assert len(to_read(PAGE, [Box(10, 10, 20, 10), Box(900, 600, 20, 10)], WIDTH, HEIGHT)) == 2
    wide = ScreenText((line("a long line from side to side", 20, 300, width=1200),))
    assert len(to_read(wide, [Box(30, 300, 20, 10), Box(1100, 300, 20, 10)], WIDTH, HEIGHT)) == 1


def test_cuts_stay_on_the_frame() -> None:
    for cut in to_read(PAGE, [Box(0, 0, 8, 8), Box(1270, 712, 10, 8), Box(2000, 900, 8, 8)], WIDTH, HEIGHT):
        assert inside(cut, WHOLE)
        assert cut.width > 0 and cut.height > 0


def test_what_could_not_be_read_is_forgotten_with_its_place() -> None:
    foreign = Unread(Box(220, 300, 200, 12), Script.CYRILLIC)
    screen = ScreenText(PAGE.lines, (foreign,))
    (cut,) = to_read(screen, [Box(400, 300, 30, 12)], WIDTH, HEIGHT)
    assert inside(foreign.box, cut)
    assert merged(screen, [cut], [ScreenText()]).unread == ()
    assert merged(screen, [Box(0, 0, 50, 50)], [ScreenText()]).unread == (foreign,)
