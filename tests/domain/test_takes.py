"""The plan of a join: equal tracks are copied, the longest decides for the rest, and no take lacks a track."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import takes
from app.domain.takes import Part, Step, Way, plan
from app.domain.webm import Take, ebml, ids
from app.domain.webm.ebml import element, uint_element
from tests.support.webm_make import block, cluster, document, entry, index, info, tracks


def video(
    codec: str = "V_VP8", number: int = 1, size: tuple[int, int] = (320, 240), default_duration_ns: int = 0
) -> bytes:
    """A video TrackEntry."""
    pixels = uint_element(ids.PIXEL_WIDTH, size[0]) + uint_element(ids.PIXEL_HEIGHT, size[1])
    return entry(number, 1, codec, default_duration_ns, element(ids.VIDEO, pixels))


def audio(codec: str = "A_OPUS", number: int = 2, channels: int = 1) -> bytes:
    """An audio TrackEntry."""
    sound = ebml.float_element(ids.SAMPLING_FREQUENCY, 48000.0) + uint_element(ids.CHANNELS, channels)
    return entry(number, 2, codec, 0, element(ids.AUDIO, sound))


def take(*entries: bytes, seconds: int = 2, blocks_of: tuple[int, ...] = (1, 2), begins: int = 0) -> Take:
    """A take with a block a second on each track of `blocks_of`."""
    clusters = (
        cluster((begins + second) * 1000, *(block(number, 0, True) for number in blocks_of))
        for second in range(seconds)
    )
    return index(document(*clusters, head=(info(), tracks(*entries)))).takes[0]


def ways(steps: list[Step]) -> list[tuple[Way | None, Way | None]]:
    """What happens to picture and sound of each take."""
    return [(step.picture and step.picture.way, step.sound and step.sound.way) for step in steps]


def codecs(steps: list[Step]) -> list[tuple[str, ...]]:
    """What the tracks become."""
    return [tuple(part.into.codec for part in step.parts) for step in steps]


COPIED = (Way.COPY, Way.COPY)


@pytest.mark.parametrize("codec", ["V_VP8", "V_VP9", "V_AV1", "V_MPEG4/ISO/AVC"])
def test_equal_tracks_are_copied_whatever_they_are(codec: str) -> None:
    steps = plan([take(video(codec), audio()) for _ in range(3)])
    assert ways(steps) == [COPIED] * 3
    assert all(step.copies for step in steps)
    assert codecs(steps) == [(codec, "A_OPUS")] * 3


def test_the_order_of_tracks_and_the_nominal_rate_make_no_difference() -> None:
    turned = take(audio(number=1), video(number=2, default_duration_ns=40_000_000))
    steps = plan([take(video(), audio()), turned])
    assert ways(steps) == [COPIED, COPIED]
    assert [[part.into.kind for part in step.parts] for step in steps] == [["video", "audio"]] * 2


def test_the_picture_that_lasted_longest_decides() -> None:
    small, large = video("V_VP9", size=(320, 240)), video("V_VP9", size=(1280, 720))
    steps = plan([take(small, audio(), seconds=2), take(large, audio(), seconds=9), take(small, audio())])
    assert ways(steps) == [(Way.ENCODE, Way.COPY), COPIED, (Way.ENCODE, Way.COPY)]
    assert steps[0].picture and (steps[0].picture.into.width, steps[0].picture.into.height) == (1280, 720)


def test_short_sessions_that_are_alike_count_together() -> None:
    one, other = video("V_VP8"), video("V_VP9")
    steps = plan([take(one, audio(), seconds=3), *(take(other, audio()) for _ in range(3))])
    assert codecs(steps)[0] == ("V_VP9", "A_OPUS")


@pytest.mark.parametrize("codec", ["V_AV1", "V_MPEG4/ISO/AVC"])
def test_codecs_with_parameters_in_the_head_are_all_encoded(codec: str) -> None:
    steps = plan([take(video(codec), audio(), seconds=9), take(video(codec, size=(640, 480)), audio())])
    assert ways(steps) == [(Way.ENCODE, Way.COPY)] * 2
    assert codecs(steps) == [("V_VP9", "A_OPUS")] * 2
    assert steps[1].picture and (steps[1].picture.into.width, steps[1].picture.into.height) == (320, 240)


def test_what_is_already_as_the_others_are_encoded_to_is_copied() -> None:
    steps = plan([take(video("V_AV1"), audio(), seconds=9), take(video("V_VP9"), audio())])
    assert ways(steps) == [(Way.ENCODE, Way.COPY), COPIED]


def test_other_sound_is_encoded_to_opus() -> None:
    steps = plan([take(video(), audio("A_VORBIS", channels=6), seconds=9), take(video(), audio())])
    assert ways(steps) == [(Way.COPY, Way.ENCODE), (Way.COPY, Way.ENCODE)]
    assert [part.into.channels for step in steps for part in step.parts] == [None, 2, None, 2]


def test_a_session_without_sound_is_silent_and_one_without_picture_black() -> None:
    steps = plan([take(video(), audio()), take(video(), blocks_of=(1,)), take(audio(), blocks_of=(2,))])
    assert ways(steps) == [COPIED, (Way.COPY, Way.FILL), (Way.FILL, Way.COPY)]


def test_a_track_without_a_block_is_not_there() -> None:
    steps = plan([take(video(), audio()), take(video(), audio(), blocks_of=(2,))])
    assert ways(steps) == [COPIED, (Way.FILL, Way.COPY)]


def test_a_track_without_a_block_is_no_reason_to_encode_the_others() -> None:
    h264 = video("V_MPEG4/ISO/AVC")
    steps = plan([take(h264, audio()), take(h264, audio(), blocks_of=(2,))])
    assert ways(steps) == [COPIED, COPIED]


def test_what_no_session_has_the_recording_does_not_have() -> None:
    steps = plan([take(audio(), blocks_of=(2,)), take(video(), audio(), blocks_of=(2,))])
    assert ways(steps) == [(None, Way.COPY)] * 2
    assert takes.mime_type(steps, takes.form(steps, is_mp4=False)) == "audio/webm;codecs=opus"


def test_a_session_lasts_from_its_first_block_on() -> None:
    (step,) = plan([take(video(), audio(), seconds=3, begins=60)])
    assert step.seconds == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("entries", "is_mp4", "mime_type", "form"),
    [
        ((video("V_VP9"), audio()), False, "video/webm;codecs=vp9,opus", "webm"),
        ((video("V_AV1"), audio()), False, "video/webm", "webm"),
        ((video("V_MPEG4/ISO/AVC"), audio()), False, "video/x-matroska", "matroska"),
        ((video("V_MPEG4/ISO/AVC"), audio()), True, "video/mp4", "mp4"),
        ((video("V_VP8"),), True, "video/webm;codecs=vp8", "webm"),
        ((video("V_MPEG4/ISO/ASP"),), True, "video/x-matroska", "matroska"),
    ],
)
def test_the_container_follows_from_the_codecs(
    entries: tuple[bytes, ...], is_mp4: bool, mime_type: str, form: str
) -> None:
    steps = plan([take(*entries)] * 2)
    assert takes.form(steps, is_mp4) == form
    assert takes.mime_type(steps, form) == mime_type


some_takes = st.builds(
    lambda codec, size, sound, seconds, blocks: take(
        video(codec, size=size), audio(sound), seconds=seconds, blocks_of=blocks
    ),
    st.sampled_from(["V_VP8", "V_VP9", "V_AV1", "V_MPEG4/ISO/AVC"]),
    st.sampled_from([(320, 240), (641, 361)]),
    st.sampled_from(["A_OPUS", "A_VORBIS"]),
    st.integers(1, 3),
    st.sampled_from([(1,), (2,), (1, 2)]),
)


@given(st.lists(some_takes, min_size=1, max_size=4))
def test_every_take_gets_the_same_tracks_and_only_what_can_be_made(found: list[Take]) -> None:
    steps = plan(found)
    assert len({tuple(part.into for part in step.parts) for step in steps}) == 1
    made = [part for step in steps for part in step.parts if part.way is not Way.COPY]
    assert {part.into.codec for part in made} <= {"V_VP8", "V_VP9", "A_OPUS"}
    for step, each in zip(steps, found, strict=True):
        for part in step.parts:
            check_source(part, each)


def check_source(part: Part, found: Take) -> None:
    """What is copied or encoded is in the take; a copy is what the joined track is."""
    track = next(track for track in found.tracks if track.kind == part.into.kind)
    if part.way is Way.COPY:
        assert (track.codec, track.width, track.height) == (part.into.codec, part.into.width, part.into.height)
    if part.way is Way.ENCODE:
        assert track.number in found.filled
