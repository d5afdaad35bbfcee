"""Tells MP3 by its first bytes: a tag of its own, or frames that follow each other (ISO/IEC 11172-3, 2.4.1.3)."""

_TAG = b"ID3"
# As many frames make one: two bytes of any file look like the beginning of one now and then.
_FEWEST = 3
_LAYER_3 = 0b01
_MPEG_1, _MPEG_2, _MPEG_2_5 = 0b11, 0b10, 0b00
_KILOBITS_1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KILOBITS_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {
    _MPEG_1: (44_100, 48_000, 32_000),
    _MPEG_2: (22_050, 24_000, 16_000),
    _MPEG_2_5: (11_025, 12_000, 8_000),
}


def is_mp3(head: bytes) -> bool:
    """Whether a file that begins with `head` is an MP3, as far as its beginning tells."""
    # A tag says how long it is in four times seven bits (ID3v2, 3.1); what follows it is out of reach.
    if head.startswith(_TAG) and len(head) >= 10:
        return head[3] < 0xFF and head[4] < 0xFF and all(byte < 0x80 for byte in head[6:10])
    at = 0
    for _ in range(_FEWEST):
        size = _frame_size(head[at : at + 4])
        if size is None:
            return False
        at += size
    return True


def _frame_size(header: bytes) -> int | None:
    """Bytes of the frame with this header; None where it is none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return None
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bits, rate, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if version not in _RATES or layer != _LAYER_3 or not 1 <= bits <= 14 or rate == 3:
        return None
    is_first = version == _MPEG_1
    kilobits = (_KILOBITS_1 if is_first else _KILOBITS_2)[bits - 1]
    return (144 if is_first else 72) * kilobits * 1000 // _RATES[version][rate] + padding
