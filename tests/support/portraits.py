"""Pictures of somebody, as they are sent."""

import cv2
import numpy as np

# A document that may run, and no picture.
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def drawn(width: int = 400, height: int = 200, ending: str = ".png") -> bytes:
    """Blue, with a red square in the middle."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[:] = (255, 0, 0)
    side = min(width, height) // 2
    top, left = (height - side) // 2, (width - side) // 2
    picture[top : top + side, left : left + side] = (0, 0, 255)
    return cv2.imencode(ending, picture)[1].tobytes()
