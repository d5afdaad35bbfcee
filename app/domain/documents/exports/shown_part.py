"""Which part of a step's picture is shown, so that one sees what was pressed. The reading page has the same rule
(web/src/features/guide/reading-part.ts). Pure.
"""

from app.domain.documents.words import Box

WHOLE = Box(0.0, 0.0, 1.0, 1.0)
# So many times as large as what was pressed, and not less than half of the picture, or its letters would be large and
# blurred; what is nearly all of it is all of it.
_ROOM = 4.0
_LEAST, _NEARLY_ALL = 0.5, 0.8


def shown_part(target: Box | None, pointer: tuple[float, float] | None) -> Box:
    """The part as shares of the picture; it has the picture's own shape."""
    if target is None:
        return WHOLE
    share = max(max(target.width, target.height) * _ROOM, _LEAST)
    if share > _NEARLY_ALL:
        return WHOLE
    part = Box(_begin(target.left, target.width, share), _begin(target.top, target.height, share), share, share)
    return part if pointer is None or _holds(part, pointer) else WHOLE


def _begin(begin: float, size: float, share: float) -> float:
    return min(max(0.0, begin + size / 2 - share / 2), 1.0 - share)


def _holds(part: Box, point: tuple[float, float]) -> bool:
    return part.left <= point[0] <= part.right and part.top <= point[1] <= part.bottom
