"""Words, and the script they are in, by Tesseract's own library: loaded once, a picture costs its reading alone.

Its C interface (capi.h) by ctypes: the library comes with the program wherever that is installed.
"""

import ctypes
import ctypes.util
import shutil
from collections.abc import Iterator
from pathlib import Path

# Page segmentation 11: text anywhere, in no order; 0: which way up, and which script. Engine 1: the networks.
_SPARSE, _SCRIPT_ALONE = 11, 0
_ANY_ENGINE, _NETWORKS = 3, 1
# Of dots per inch: what Tesseract takes a screen for where nothing else is said.
_RESOLUTION = 70
# Few signs on a button are enough to say which script they are of; asked by us of lines only, never of noise.
_LEAST_SIGNS = b"10"


class NotInstalled(RuntimeError):
    """Neither the library nor the language is on this machine."""


class Tesseract:
    """One set of languages, as `eng+deu`, or `osd`."""

    def __init__(self, languages: str) -> None:
        self._library = _library()
        self._handle = self._library.TessBaseAPICreate()
        engine = _ANY_ENGINE if languages == "osd" else _NETWORKS
        if self._library.TessBaseAPIInit2(self._handle, None, languages.encode(), engine):
            self.close()
            raise NotInstalled(f"Tesseract has no {languages} here")
        self._set("min_characters_to_try", _LEAST_SIGNS)
        self._library.TessBaseAPISetPageSegMode(self._handle, _SCRIPT_ALONE if languages == "osd" else _SPARSE)

    def close(self) -> None:
        """Gives its memory back; nothing can be asked of it any more."""
        self._library.TessBaseAPIDelete(self._handle)

    def words(self, pixels: bytes, width: int, height: int) -> list[dict[str, object]]:
        """Every word: text, confidence (0 to 100), box in pixels."""
        self._show(pixels, width, height)
        table = self._library.TessBaseAPIGetTsvText(self._handle, 0)
        try:
            said = ctypes.string_at(table).decode("utf-8", "replace") if table else ""
        finally:
            self._library.TessDeleteText(table)
            self._library.TessBaseAPIClear(self._handle)
        return list(_words(said))

    def script(self, pixels: bytes, width: int, height: int) -> tuple[str, float] | None:
        """The script's name and how sure that is; None where there is too little to say."""
        self._show(pixels, width, height)
        turned, sure = ctypes.c_int(), ctypes.c_float()
        name, script_sure = ctypes.c_char_p(), ctypes.c_float()
        told = self._library.TessBaseAPIDetectOrientationScript(self._handle, turned, sure, name, script_sure)
        self._library.TessBaseAPIClear(self._handle)
        return (name.value.decode(), float(script_sure.value)) if told and name.value else None

    def _show(self, pixels: bytes, width: int, height: int) -> None:
        self._library.TessBaseAPISetImage(self._handle, pixels, width, height, 1, width)
        self._library.TessBaseAPISetSourceResolution(self._handle, _RESOLUTION)

    def _set(self, name: str, value: bytes) -> None:
        self._library.TessBaseAPISetVariable(self._handle, name.encode(), value)


def installed() -> list[str]:
    """The languages that this machine has."""
    library = _library()
    handle = library.TessBaseAPICreate()
    # Where the data lies is only known to an engine that was set up.
    library.TessBaseAPIInit2(handle, None, b"osd", _ANY_ENGINE)
    names = library.TessBaseAPIGetAvailableLanguagesAsVector(handle)
    found: list[str] = []
    while names[len(found)]:
        found.append(names[len(found)].decode())
    library.TessBaseAPIDelete(handle)
    return found


def _words(table: str) -> Iterator[dict[str, object]]:
    """Rows of level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""
    for row in table.split("\n"):
        cells = row.split("\t", 11)
        if len(cells) == 12 and float(cells[10]) >= 0 and cells[11].strip():
            box = [float(cell) for cell in cells[6:10]]
            yield {"text": cells[11].strip(), "confidence": float(cells[10]), "box": box}


def _library() -> ctypes.CDLL:
    for place in _places():
        try:
            return _declared(ctypes.CDLL(place))
        except OSError:
            continue
    raise NotInstalled("libtesseract is not on this machine")


def _places() -> Iterator[str]:
    yield "libtesseract.so.5"
    if found := ctypes.util.find_library("tesseract"):
        yield found
    # Homebrew's libraries lie beside its programs, where nothing looks by itself.
    if program := shutil.which("tesseract"):
        yield from map(str, (Path(program).resolve().parents[1] / "lib").glob("libtesseract*.dylib"))


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    handle, number, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
    real = ctypes.POINTER(ctypes.c_float)
    library.TessBaseAPICreate.restype = handle
    library.TessBaseAPIDelete.argtypes = [handle]
    library.TessBaseAPIClear.argtypes = [handle]
    library.TessBaseAPIInit2.argtypes = [handle, text, text, number]
    library.TessBaseAPISetVariable.argtypes = [handle, text, text]
    library.TessBaseAPISetPageSegMode.argtypes = [handle, number]
    library.TessBaseAPISetImage.argtypes = [handle, text, number, number, number, number]
    library.TessBaseAPISetSourceResolution.argtypes = [handle, number]
    library.TessBaseAPIGetTsvText.argtypes = [handle, number]
    library.TessBaseAPIGetTsvText.restype = handle
    library.TessDeleteText.argtypes = [handle]
    library.TessBaseAPIGetAvailableLanguagesAsVector.argtypes = [handle]
    library.TessBaseAPIGetAvailableLanguagesAsVector.restype = ctypes.POINTER(ctypes.c_char_p)
    library.TessBaseAPIDetectOrientationScript.argtypes = [
        handle, ctypes.POINTER(number), real, ctypes.POINTER(text), real,
    ]  # fmt: skip
    return library
