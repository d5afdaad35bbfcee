"""Which engine this machine reads with, as its settings say."""

from app.domain.documents.scripts import by_script, languages
from app.ocr.engine import OcrEngine
from app.ocr.lingual import Lingual
from app.settings import settings


def engine() -> OcrEngine:
    """The engine of OCR_ENGINE and OCR_LANGUAGES; what it reads with is this process's, and warm."""
    chosen = settings()
    return engine_of(chosen.ocr_engine, chosen.ocr_languages)


def engine_of(name: str, codes: str) -> OcrEngine:
    """The engine of that name for languages as "en, de"."""
    return Lingual(name, by_script(languages(codes)))
