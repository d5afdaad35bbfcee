"""A picture looks the same wherever it is shown: still, sample, preview, rendition; and as whoever made it saw it."""

import json
import subprocess
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.domain.transcode.ladder import Rung
from app.domain.transcode.pieces import Piece
from app.media import process
from app.media.ffmpeg import Shown, preview_args, sample_args, still_args
from app.media.hls import Encoding, Source, copy_args, piece_args
from app.media.look import Look, contained, look, tags
from app.media.probe.examine import MediaFacts, examine
from tests.media.making import make, pattern
from tests.support.quick import quick

FIELD = Path(__file__).parents[1] / "fixtures" / "field"
LIMITS = process.Limits(seconds=60)
RED = (192, 32, 32)
X264 = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "4"]


def shown(path: Path) -> tuple[Shown, MediaFacts]:
    facts = examine(path)
    assert facts.video is not None
    coded = look(facts.video.details)
    return Shown(path, facts.container, facts.video.index, facts.video.width, facts.video.height, coded), facts


def flat(folder: Path, name: str, size: str, matrix: str, *options: str) -> Path:
    """A film of one red, coded in a matrix, with the tags that `options` give it."""
    picture = f"color=c=0xC02020:size={size}:rate=10:duration=1,format=gbrp"
    filters = f"scale=out_color_matrix={matrix}:out_range=tv,format=yuv420p"
    return make(folder / name, "-f", "lavfi", "-i", picture, "-vf", filters, *X264, *options)


def middle(picture: "np.ndarray") -> tuple[int, ...]:
    """Red, green, blue in the middle."""
    height, width = picture.shape[:2]
    return tuple(int(value) for value in picture[height // 2, width // 2, ::-1])


def still_of(path: Path, at: float = 0.4) -> "np.ndarray":
    decoded = cv2.imdecode(np.frombuffer(process.run(still_args(shown(path)[0], at, 1280), LIMITS), np.uint8), 1)
    assert decoded is not None
    return decoded


def sample_of(path: Path) -> "np.ndarray":
    picture = shown(path)[0]
    width, height = contained(picture.width, picture.height, 320)
    raw = process.run(sample_args(picture, (width, height), 2), LIMITS)[: width * height * 3 // 2]
    return cv2.cvtColor(np.frombuffer(raw, np.uint8).reshape(height * 3 // 2, width), cv2.COLOR_YUV2BGR_I420)


def rendition_of(path: Path, folder: Path) -> Path:
    picture, facts = shown(path)
    width, height = contained(picture.width, picture.height, 640)
    source = Source(path, facts.container, picture.stream, None, 0.0, picture.look)
    how = Encoding(Fraction(10), "ultrafast")
    process.run(
        piece_args(source, Piece(0, 0, 5, (0,), None), [Rung("r", width, height, 2_000_000, "3.1")], how, folder),
        LIMITS,
    )
    return folder / "r.mp4"


def as_coded(path: Path) -> tuple[float, float, float]:
    """Y, Cb and Cr in the middle of the first frame, with no conversion."""
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"],
        check=True,
        capture_output=True,
    ).stdout
    width, height = (tagged(path)[name] for name in ("width", "height"))
    planes = np.frombuffer(raw, np.uint8)
    luma, chroma = width * height, width * height // 4
    y = planes[:luma].reshape(height, width)[height // 2, width // 2]
    return float(y), float(np.median(planes[luma : luma + chroma])), float(np.median(planes[luma + chroma :]))


def tagged(path: Path) -> dict[str, int]:
    entries = "stream=width,height,color_range,color_space,color_primaries,color_transfer,sample_aspect_ratio"
    argv = ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", entries, "-of", "json", str(path)]
    found: dict[str, int] = json.loads(subprocess.run(argv, check=True, capture_output=True).stdout)["streams"][0]
    return found


BT709 = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709")
BT601 = ("-colorspace", "smpte170m", "-color_primaries", "smpte170m", "-color_trc", "smpte170m")
# Name: size, matrix it is coded in, tags, what renditions are tagged with.
REDS = {
    "hd-tagged.mp4": ("1280x720", "bt709", BT709, "bt709"),
    "hd-untagged.mp4": ("1280x720", "bt709", (), "bt709"),
    "hd-as-sd.mp4": ("1280x720", "bt601", BT601, "smpte170m"),
    "sd-tagged.mp4": ("640x360", "bt601", BT601, "smpte170m"),
    "sd-untagged.mp4": ("640x360", "bt601", (), "smpte170m"),
    "sd-as-hd.mkv": ("640x360", "bt709", BT709, "bt709"),
    "wide-untagged.mkv": ("1280x536", "bt709", (), "bt709"),
    "upright-untagged.mp4": ("720x1280", "bt709", (), "bt709"),
    # Recorders in browsers say nothing, or that it is BT.601.
    "recorded.webm": ("1280x720", "bt601", ("-c:v", "libvpx", "-b:v", "4M"), "smpte170m"),
}


@pytest.mark.parametrize("name", quick([*REDS, "tag709.mp4", "rgb.mkv"], "hd-untagged.mp4", "sd-as-hd.mkv", "rgb.mkv"))
def test_a_colour_is_the_same_everywhere(tmp_path: Path, name: str) -> None:
    size, matrix, options, said = REDS.get(name, ("", "", (), "bt709"))
    path = flat(tmp_path, name, size, matrix, *options) if size else FIELD / name
    made = rendition_of(path, tmp_path)
    for picture in (still_of(path), sample_of(path), still_of(made, 0.0)):
        assert middle(picture) == pytest.approx(RED, abs=4)
    kept = tagged(made)
    assert (kept["color_space"], kept["color_primaries"], kept["color_transfer"]) == (said,) * 3
    assert kept["color_range"] == "tv"


def test_rgb_becomes_what_its_tag_says(tmp_path: Path) -> None:
    assert as_coded(rendition_of(FIELD / "rgb.mkv", tmp_path)) == pytest.approx((73, 112, 198), abs=2)


@pytest.mark.parametrize("name", ["pq-white.mp4", "hlg-white.mp4"])
def test_white_paper_in_hdr_is_white(tmp_path: Path, name: str) -> None:
    path = FIELD / name
    if name.startswith("hlg"):
        # The level of such white in hybrid log-gamma: 75 % (ITU-R BT.2408), 721 of ten bits.
        picture = "color=c=white:size=320x180:rate=10:duration=1,format=yuv420p10le,geq=lum=721:cb=512:cr=512"
        options = [
            "-c:v",
            "libx265",
            "-preset",
            "ultrafast",
            "-x265-params",
            "log-level=none",
            "-pix_fmt",
            "yuv420p10le",
        ]
        options += ["-colorspace", "bt2020nc", "-color_primaries", "bt2020", "-color_trc", "arib-std-b67"]
        path = make(tmp_path / name, "-f", "lavfi", "-i", picture, *options)
    made = rendition_of(path, tmp_path)
    luma = as_coded(made)[0]
    assert 200 <= luma <= 235
    # What is 219 steps wide there is 255 wide in a JPEG.
    wanted = (round((luma - 16) * 255 / 219),) * 3
    assert middle(still_of(path)) == pytest.approx(wanted, abs=4)
    assert middle(sample_of(path)) == pytest.approx(wanted, abs=4)


def test_colours_in_hdr_are_the_same_everywhere(tmp_path: Path) -> None:
    path = FIELD / "pq-colour.mp4"
    wanted = middle(still_of(rendition_of(path, tmp_path), 0.0))
    assert max(wanted) - min(wanted) > 60
    assert middle(still_of(path)) == pytest.approx(wanted, abs=5)
    assert middle(sample_of(path)) == pytest.approx(wanted, abs=5)


def test_pixels_become_square_everywhere(tmp_path: Path) -> None:
    path = FIELD / "sar.mp4"
    assert still_of(path).shape[:2] == (288, 512)
    target = tmp_path / "preview.mp4"
    process.run(preview_args(shown(path)[0], [(0.0, 1.0)], 400, target), LIMITS)
    kept = tagged(target)
    assert (kept["width"], kept["height"], kept["sample_aspect_ratio"]) == (400, 224, "1:1")


def test_a_copied_stream_says_what_its_colours_are(tmp_path: Path) -> None:
    for name in ("hd-untagged.mp4", "sd-untagged.mp4", "hd-tagged.mp4"):
        size, matrix, options, said = REDS[name]
        path = flat(tmp_path, name, size, matrix, *options)
        picture, facts = shown(path)
        rung = Rung("copied", picture.width, picture.height, 2_000_000, "3.1")
        source = Source(path, facts.container, picture.stream, None, 0.0, picture.look)
        process.run(copy_args(source, rung, Fraction(10), tmp_path), LIMITS)
        assert tagged(tmp_path / "copied.mp4")["color_space"] == said


def test_only_what_says_nothing_is_told() -> None:
    assert tags(look({"color_space": "bt709", "width": 640})) == {}
    assert tags(look({"pix_fmt": "yuv420p", "width": 1920, "height": 1080}))["matrix_coefficients"] == 1
    assert tags(look({"color_space": "unknown", "width": 640, "height": 480}))["matrix_coefficients"] == 6


def test_what_is_kept_of_a_picture_is_enough_to_show_it() -> None:
    assert look({}) == Look(matrix="smpte170m", primaries="smpte170m", curve="smpte170m", is_tagged=False)
    hdr = look(
        {"color_transfer": "smpte2084", "color_space": "bt2020nc", "field_order": "tb", "pix_fmt": "yuv420p10le"}
    )
    assert (hdr.transfer, hdr.interlaced, hdr.matrix) == ("smpte2084", True, "bt709")
    assert look({"sample_aspect_ratio": "64:45"}).square is False
    wide = look({"color_space": "bt2020nc", "color_primaries": "bt2020", "color_transfer": "bt2020-10"})
    assert (wide.transfer, wide.matrix, wide.primaries) == (None, "bt2020nc", "bt2020")


def test_a_still_of_another_shape_has_bars(tmp_path: Path) -> None:
    path = make(tmp_path / "a.webm", *pattern(1, "320x180"), "-c:v", "libvpx")
    picture = Shown(path, examine(path).container, 0, 320, 320)
    decoded = cv2.imdecode(np.frombuffer(process.run(still_args(picture, 0.0, 320), LIMITS), np.uint8), 1)
    assert decoded is not None and decoded.shape[:2] == (320, 320)
    assert decoded[:60].max() < 30 and decoded[-60:].max() < 30
