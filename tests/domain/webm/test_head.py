"""What stands before the first Cluster: EBML header, Info, Tracks."""

import struct

import pytest

from app.domain.webm import Track, ebml, ids
from app.domain.webm.ebml import EbmlError, element, float_element, string_element, uint_element
from app.domain.webm.head import read_ebml_header, read_info, read_tracks
from app.domain.webm.model import Head
from tests.support.webm_make import entry


def header(*children: bytes) -> Head:
    head = Head()
    read_ebml_header(head, string_element(ids.DOC_TYPE, "webm") + b"".join(children))
    return head


def test_the_doc_type_and_its_versions_are_read() -> None:
    versions = uint_element(ids.DOC_TYPE_VERSION, 4) + uint_element(ids.DOC_TYPE_READ_VERSION, 2)
    head = header(versions)
    assert (head.doc_type, head.doc_type_version, head.doc_type_read_version) == ("webm", 4, 2)
    assert header().doc_type_version == 1


@pytest.mark.parametrize(
    ("child", "reason"),
    [
        (string_element(ids.DOC_TYPE, "avi"), "DocType"),
        (uint_element(ids.DOC_TYPE_READ_VERSION, 5), "DocTypeReadVersion"),
        (uint_element(ids.EBML_READ_VERSION, 2), "EBMLReadVersion"),
        (uint_element(ids.EBML_MAX_ID_LENGTH, 5), "EBMLMaxIDLength"),
        (uint_element(ids.EBML_MAX_SIZE_LENGTH, 9), "EBMLMaxSizeLength"),
    ],
)
def test_a_header_this_reader_must_refuse_is_refused(child: bytes, reason: str) -> None:
    with pytest.raises(EbmlError, match=reason):
        header(child)


def test_info_gives_the_time_base_and_keeps_what_tells_when_it_was_recorded() -> None:
    date = element(ids.DATE_UTC, struct.pack(">q", 800_000_000_000_000_000))
    title = string_element(ids.TITLE, "Demo")
    head = Head()
    scale, duration = uint_element(ids.TIMESTAMP_SCALE, 100_000), float_element(ids.DURATION, 1234.5)
    read_info(head, scale + date + duration + string_element(ids.WRITING_APP, "Chrome") + title)
    assert (head.timestamp_scale, head.declared_duration, head.info_kept) == (100_000, 1234.5, date + title)


@pytest.mark.parametrize("scale", [0, 10**13])
def test_a_time_base_nobody_can_use_is_refused(scale: int) -> None:
    with pytest.raises(EbmlError, match="TimestampScale"):
        read_info(Head(), uint_element(ids.TIMESTAMP_SCALE, scale))


@pytest.mark.parametrize("duration", [0.0, -1.0, float("inf"), float("nan")])
def test_a_duration_that_is_none_counts_as_none(duration: float) -> None:
    head = Head()
    read_info(head, float_element(ids.DURATION, duration))
    assert head.declared_duration is None


def test_tracks_tell_all_that_a_decoder_depends_on_but_no_uid() -> None:
    picture = element(ids.VIDEO, uint_element(ids.PIXEL_WIDTH, 640) + uint_element(ids.PIXEL_HEIGHT, 360))
    sound = element(ids.AUDIO, float_element(ids.SAMPLING_FREQUENCY, 48000.0) + uint_element(ids.CHANNELS, 2))
    private = element(ids.CODEC_PRIVATE, b"OpusHead")
    uid = uint_element(0x73C5, 12345)
    assert read_tracks(
        entry(1, 1, "V_VP9", 33_333_333, picture, uid) + entry(2, 2, "A_OPUS", 0, sound, private) + entry(3, 33)
    ) == (
        Track(1, "video", "V_VP9", 33_333_333, width=640, height=360),
        Track(2, "audio", "A_OPUS", codec_private=b"OpusHead", sample_rate=48000.0, channels=2),
        Track(3, "other", "V_VP8"),
    )


@pytest.mark.parametrize("entries", [entry(0), entry(1) + entry(1), entry(1)[:-1], element(ids.TRACK_ENTRY, b"")])
def test_tracks_that_make_no_sense_are_refused(entries: bytes) -> None:
    with pytest.raises(EbmlError):
        read_tracks(entries)


def test_elements_nobody_knows_are_passed_over_in_the_head() -> None:
    assert read_tracks(ebml.void(20) + entry(1)) == (Track(1, "video", "V_VP8"),)
