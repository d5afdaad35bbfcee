"""How a picture becomes one that any screen shows right: upright fields, square pixels, its own colours. Pure.

Renditions, posters, previews, storyboards and the guide's frames are made of the same filters, so that they look alike.
ffmpeg turns pictures upright by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Perceptual quantiser and hybrid log-gamma (ITU-R BT.2100): what HDR is coded in.
HDR_TRANSFERS = frozenset({"smpte2084", "arib-std-b67"})
_INTERLACED = frozenset({"tt", "bb", "tb", "bt"})
_SQUARE = frozenset({"1:1", "0:1", "N/A"})
_RGB = ("rgb", "bgr", "gbr", "argb", "abgr", "0rgb", "0bgr", "pal8")
# From this size on, pictures without a tag are HDTV's (ITU-R BT.709), as players take them; below, SDTV's (BT.601).
_HD_WIDTH, _HD_HEIGHT = 1280, 720
# These are always SDTV's: by their standards, or because recorders in browsers make them so.
_ALWAYS_SD = frozenset({"vp8", "vp9", "theora", "mjpeg"})
# Without these, whole colours come out a few steps off.
_EXACT = "accurate_rnd+full_chroma_int+full_chroma_inp"
# What H.264 calls them (ITU-T H.273).
_CODES = {"bt709": 1, "bt470bg": 5, "smpte170m": 6}

# A surface that is white on paper has 203 cd/m² in HDR (ITU-R BT.2408). That is 1.0 here; up to half of it light stays
# as it is, so that such white keeps nearly all of a screen's, and what is brighter, up to 1000 cd/m², shares the rest.
_PAPER_WHITE = 203
_LINEAR_TO = 0.5
_BRIGHTEST = 1000 / _PAPER_WHITE


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is coded. `transfer` is that of HDR, None for any other.

    `matrix`, `primaries` and `curve` have ffmpeg's names, and are stated where the file does not say: `is_tagged` tells
    whether it does.
    """

    transfer: str | None = None
    interlaced: bool = False
    square: bool = True
    is_rgb: bool = False
    matrix: str = "bt709"
    primaries: str = "bt709"
    curve: str = "bt709"
    is_tagged: bool = True


def look(header: Mapping[str, Any]) -> Look:
    """How the picture is coded of which this is ffprobe's object, or what is kept of it. Sizes in it are as coded."""
    found = header.get("color_transfer")
    transfer = found if found in HDR_TRANSFERS else None
    is_rgb = str(header.get("pix_fmt", "")).startswith(_RGB)
    is_made_anew = is_rgb or transfer is not None
    said = None if is_made_anew else _known(header.get("color_space"))
    matrix = said or _usual_matrix(header, is_made_anew)
    # Everything that is not HDR has one of these curves, between which screens do not tell.
    usual = matrix if matrix in _CODES else "bt709"
    return Look(
        transfer=transfer,
        interlaced=header.get("field_order", "unknown") in _INTERLACED,
        square=header.get("sample_aspect_ratio", "1:1") in _SQUARE,
        is_rgb=is_rgb,
        matrix=matrix,
        primaries=(None if transfer else _known(header.get("color_primaries"))) or usual,
        curve="bt709" if usual == "bt709" else "smpte170m",
        is_tagged=said is not None,
    )


def picture(look: Look, width: int, height: int, flags: str = "bicubic", frames: str = "") -> str:
    """Filters from a decoder's pictures to frames of this size (even pixels), eight bits, 4:2:0, tagged.

    Where the picture changes its shape on the way, bars fill up the rest. `frames` are filters that choose or repeat
    pictures: they come where it costs least.
    """
    steps = [_deinterlaced(look), frames, _stated(look), _fit(look, width, height, flags), _narrowed(look), _said(look)]
    return ",".join(step for step in steps if step)


def still(look: Look, width: int, height: int, wide_range: bool = False, frames: str = "") -> str:
    """The same for what becomes a JPEG, whose colours are always BT.601's: `wide_range` where an encoder comes next.

    What changes its size comes first, because filters are not built anew for pictures that change theirs; what
    converts colours comes last, because of many pictures a few are chosen by `frames`.
    """
    span, pixels = ("pc", "yuvj420p") if wide_range else ("tv", "yuv420p")
    narrowed = _narrowed(look) if look.transfer else ""
    last = f"scale=out_color_matrix=bt601:out_range={span}:flags={_EXACT},format={pixels}"
    steps = [_deinterlaced(look), _stated(look), _fit(look, width, height, "area"), frames, narrowed, last]
    return ",".join(step for step in steps if step)


def tags(look: Look) -> dict[str, int]:
    """What H.264 calls the colours, for a stream that is copied; empty for those that say so already."""
    if look.is_tagged or look.matrix not in _CODES:
        return {}
    return {
        "colour_primaries": _CODES.get(look.primaries, _CODES["bt709"]),
        "transfer_characteristics": _CODES.get(look.curve, _CODES["bt709"]),
        "matrix_coefficients": _CODES[look.matrix],
    }


def contained(width: int, height: int, longest: int) -> tuple[int, int]:
    """The size of a picture whose longer side is to have at most `longest` pixels; even."""
    factor = min(1.0, longest / max(width, height))
    return max(2, round(width * factor / 2) * 2), max(2, round(height * factor / 2) * 2)


def _known(name: object) -> str | None:
    return None if name in (None, "unknown", "unspecified", "reserved", "gbr") else str(name)


def _usual_matrix(header: Mapping[str, Any], is_made_anew: bool) -> str:
    return "bt709" if is_made_anew or _is_hd(header) else "smpte170m"


def _is_hd(header: Mapping[str, Any]) -> bool:
    if header.get("codec_name") in _ALWAYS_SD:
        return False
    return int(header.get("width") or 0) >= _HD_WIDTH or int(header.get("height") or 0) >= _HD_HEIGHT


def _deinterlaced(look: Look) -> str:
    return "bwdif=mode=send_frame:deint=interlaced" if look.interlaced else ""


def _stated(look: Look) -> str:
    """Filters that convert colours go by the tags of frames."""
    return "" if look.is_tagged or look.is_rgb or look.transfer else f"setparams=colorspace={look.matrix}"


def _fit(look: Look, wide: int, high: int, flags: str) -> str:
    """The picture in this size. Where it changes its shape on the way, bars fill up the rest."""
    # From RGB it is one step, because frames keep the tag of what they were.
    colours = f":out_color_matrix={look.matrix}:out_range=tv,format=yuv420p,{_said(look)}" if look.is_rgb else ""
    if not look.square:
        return f"scale=w={wide}:h={high}:flags={flags}{colours},setsar=1"
    # A shape that is off by no more than sides rounded to even numbers is the same one.
    same = rf"lt(abs(iw*{high}/(ih*{wide})-1)\,0.03)"
    width = rf"if({same}\,{wide}\,max(2\,trunc(min({wide}\,{high}*iw/ih)/2)*2))"
    height = rf"if({same}\,{high}\,max(2\,trunc(min({high}\,{wide}*ih/iw)/2)*2))"
    return (
        f"scale=w={width}:h={height}:flags={flags}:eval=frame{colours}"
        f",pad=w={wide}:h={high}:x=(ow-iw)/2:y=(oh-ih)/2:eval=frame,setsar=1"
    )


def _narrowed(look: Look) -> str:
    """Eight bits and a quarter of the colours, as every decoder takes them; HDR becomes what any screen shows."""
    if look.transfer is None:
        return "scale=out_range=tv,format=yuv420p"
    return (
        "format=yuv420p10le"
        f",zscale=tin={look.transfer}:pin=bt2020:min=bt2020nc:t=linear:npl={_PAPER_WHITE},format=gbrpf32le"
        f",zscale=p=bt709,tonemap=tonemap=mobius:param={_LINEAR_TO}:peak={_BRIGHTEST:.4f}:desat=0"
        ",zscale=t=bt709:m=bt709:r=tv,format=yuv420p"
    )


def _said(look: Look) -> str:
    return f"setparams=range=tv:colorspace={look.matrix}:color_primaries={look.primaries}:color_trc={look.curve}"
