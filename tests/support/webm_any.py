"""Streams of every kind, good and hostile, and what must hold of the index of each."""

from collections.abc import Iterator

from hypothesis import strategies as st

from app.domain.webm import CannotRewrite, Take, WebmIndex, WebmIndexer, build_head, ebml, ids
from tests.support.webm_make import block, block_data, cluster, document, ebml_header, group, index, info, tracks, video

EVERY_ID = [ebml.encode_id(value) for name, value in vars(ids).items() if name.isupper() and isinstance(value, int)]

# Anything that could mean something, in any order: this finds more than random bytes ever would.
TOKENS = st.one_of(
    st.sampled_from(EVERY_ID),
    st.sampled_from([ebml_header(), info(), tracks(), document(), video(1), video(1, known_size=True)]),
    st.integers(0, 1 << 57).map(lambda size: ebml.encode_size(min(size, (1 << 56) - 2))),
    st.integers(0, 300).map(ebml.encode_size),
    st.integers(1, 8).map(lambda width: ebml.encode_size(ebml.UNKNOWN_SIZE, width)),
    st.builds(
        cluster, st.integers(0, 1 << 54), st.builds(block, st.integers(1, 300), st.integers(-9, 9), st.booleans())
    ),
    st.builds(group, st.integers(1, 3), st.integers(-9, 9), st.binary(max_size=12)),
    st.builds(block_data, st.integers(1, 3), st.integers(-9, 9), st.integers(0, 255)),
    st.binary(max_size=30),
)
ANYTHING = st.lists(TOKENS, max_size=40).map(b"".join)
HEADED = ANYTHING.map(lambda data: document() + data)
CUTS = st.lists(st.integers(1, 200), min_size=1, max_size=30)


@st.composite
def damaged_streams(draw: st.DrawFn) -> bytes:
    """A good stream with a few places overwritten, cut out, doubled or filled in, and perhaps its end missing."""
    data = bytearray(draw(st.sampled_from([video(4), video(4, known_size=True), video(2) + video(3)])))
    for _ in range(draw(st.integers(1, 5))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 40))
        data[at : at + length] = draw(st.one_of(st.binary(max_size=40), st.just(bytes(data[at : at + 2 * length]))))
    return bytes(data[: draw(st.integers(0, len(data)))])


STREAMS = st.one_of(ANYTHING, HEADED, damaged_streams())


def pieces(data: bytes, cuts: list[int]) -> Iterator[bytes]:
    """`data` in pieces of the given sizes, over and over."""
    at, turn = 0, 0
    while at < len(data):
        size = cuts[turn % len(cuts)]
        yield data[at : at + size]
        at, turn = at + size, turn + 1


def pushed(data: bytes, cuts: list[int]) -> WebmIndex:
    indexer = WebmIndexer()
    for piece in pieces(data, cuts):
        indexer.push(piece)
    return indexer.result()


def check_cuts(data: bytes, cuts: list[int]) -> None:
    """Where a stream is cut never changes its index."""
    assert pushed(data, cuts) == index(data) == pushed(data, [1])


def check_resumed(data: bytes, cuts: list[int]) -> None:
    """Going on in another process after every piece never changes the index."""
    indexer = WebmIndexer()
    for piece in pieces(data, cuts):
        indexer.push(piece)
        indexer = WebmIndexer.from_bytes(indexer.to_bytes())
    assert indexer.result() == index(data)


def check_rewritten(data: bytes) -> None:
    """Any stream can be rewritten or is refused, and its index makes sense."""
    result = index(data)
    assert result.total_size == len(data)
    ends = [take.end for take in result.takes]
    assert [take.offset for take in result.takes] == [0, *ends[:-1]] and ends[-1] == len(data)
    for take in result.takes:
        check_take(data, take)
    try:
        head = build_head(result)
    except CannotRewrite:
        return
    assert index(head + data[result.head_length :]).cues == tuple(
        cue._replace(position=cue.position + len(head) - (result.head_length or 0) - _data_shift(result, head))
        for cue in result.cues
    )


def check_memory(head: bytes, unit: bytes, repeats: int) -> None:
    """What is kept does not grow with the stream."""

    def state_after(repeats: int) -> int:
        indexer = WebmIndexer(max_cues=50)
        data = head + unit * repeats
        for start in range(0, len(data), 7001):
            indexer.push(data[start : start + 7001])
        return len(indexer.to_bytes())

    assert state_after(2 * repeats) <= state_after(repeats) + 500


def check_take(data: bytes, take: Take) -> None:
    """Its borders are in order, its cues go forward, and each points at a Cluster."""
    assert take.offset <= take.clean_end <= take.end
    assert take.duration >= 0
    assert all(before.time < after.time for before, after in zip(take.cues, take.cues[1:], strict=False))
    places = [take.segment_data + cue.position for cue in take.cues]
    assert all(data.startswith(ebml.encode_id(ids.CLUSTER), place) for place in places)


def _data_shift(result: WebmIndex, head: bytes) -> int:
    """How much later the Segment's data starts behind the new head than behind the old one."""
    return index(head).takes[0].segment_data - result.takes[0].segment_data


HOSTILE = {
    "headers": ebml.encode_id(ids.EBML_HEADER),
    "almost headers": ebml.encode_id(ids.EBML_HEADER) + b"\xe0",
    "documents": document(cluster(0, block(1, 0, True))),
    "empty clusters": cluster(0),
    "cluster IDs": ebml.encode_id(ids.CLUSTER),
    "voids": ebml.void(2),
    "empty groups": b"\xa0\x80",
    "blocks": block(1, 0, True, b""),
    "damage": b"\xff\x1f\x43\xb6",
    "damage and clusters": b"\xff" + cluster(0, block(1, 0, True)),
    "zeros": b"\0",
    "timestamps": b"\xe7\x80",
    "half a header": ebml_header()[:20],
}
