"""Whatever happens to a spool, in whatever order, it holds the stream that its writers were told it holds."""

import shutil
import tempfile
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.storage.spool import OffsetMismatch, Sealed, Spool, Superseded

chunks = st.binary(min_size=1, max_size=40)
share = st.floats(0, 1)


class SpoolAgainstModel(RuleBasedStateMachine):
    """The model is a bytes object, the epoch that may write, and how much of the stream S3 has."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="spool-"))
        self.spool = Spool(self.root)
        self.upload = uuid4()
        self.stream = b""
        self.epoch = 1
        self.stored = 0
        self.sealed = False
        self.spool.open(self.upload, 1, 0)

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @rule(data=chunks)
    def append(self, data: bytes) -> None:
        if self.sealed:
            with pytest.raises(Sealed):
                self.spool.append(self.upload, self.epoch, len(self.stream), data, self.stored)
            return
        offset = self.spool.append(self.upload, self.epoch, len(self.stream), data, self.stored)
        self.stream += data
        assert offset == len(self.stream)

    @precondition(lambda self: not self.sealed)
    @rule(data=chunks, distance=st.integers(-50, 50).filter(bool))
    def append_elsewhere(self, data: bytes, distance: int) -> None:
        with pytest.raises(OffsetMismatch) as refused:
            self.spool.append(self.upload, self.epoch, len(self.stream) + distance, data, self.stored)
        assert refused.value.expected == len(self.stream)

    @precondition(lambda self: not self.sealed)
    @rule(data=chunks, older=st.integers(1, 3))
    def append_by_a_superseded_writer(self, data: bytes, older: int) -> None:
        with pytest.raises(Superseded):
            self.spool.append(self.upload, self.epoch - older, len(self.stream), data, self.stored)

    @precondition(lambda self: not self.sealed)
    @rule(rise=st.integers(0, 2))
    def take_over(self, rise: int) -> None:
        self.epoch += rise
        assert self.spool.open(self.upload, self.epoch, self.stored) == len(self.stream)

    @rule(fraction=share)
    def store(self, fraction: float) -> None:
        """A part reached S3, perhaps ending inside a chunk: the cursor moves and chunks before it are released."""
        self.stored += int((len(self.stream) - self.stored) * fraction)
        self.spool.release(self.upload, self.stored)

    @rule(data=chunks)
    def crash_while_writing(self, data: bytes) -> None:
        (self.root / str(self.upload) / f".{uuid4().hex}").write_bytes(data)

    @rule()
    def restart(self) -> None:
        self.spool = Spool(self.root)

    @precondition(lambda self: self.stream)
    @rule()
    def seal(self) -> None:
        self.sealed = True
        assert self.spool.seal(self.upload, self.stored) == len(self.stream)

    @rule(first=share, second=share, seek=share)
    def read(self, first: float, second: float, seek: float) -> None:
        """Any range that S3 does not have yet reads back as it was sent, from any position in it."""
        here = len(self.stream) - self.stored
        start, stop = sorted(self.stored + round(here * each) for each in (first, second))
        position = round((stop - start) * seek)
        with self.spool.reader(self.upload, start, stop) as reader:
            assert reader.read() == self.stream[start:stop]
            reader.seek(position)
            assert reader.read() == self.stream[start + position : stop]

    @rule(first=share, second=share)
    def read_what_may_be_gone(self, first: float, second: float) -> None:
        """Released bytes are either still right or said to be missing."""
        start, stop = sorted(round(len(self.stream) * each) for each in (first, second))
        try:
            with self.spool.reader(self.upload, start, stop) as reader:
                assert reader.read() == self.stream[start:stop]
        except FileNotFoundError:
            assert start < self.stored

    @invariant()
    def the_end_is_known(self) -> None:
        assert self.spool.end(self.upload, self.stored) == len(self.stream)

    @invariant()
    def little_of_what_s3_has_is_kept(self) -> None:
        """Invariant 3, on disk: a chunk on either side of the cursor at most, beside what S3 still lacks."""
        files = [name for name in self.root.joinpath(str(self.upload)).iterdir() if "-" in name.name]
        spooled = sum(file.stat().st_size for file in files)
        assert spooled <= len(self.stream) - self.stored + 2 * 40


TestSpoolAgainstModel = SpoolAgainstModel.TestCase
TestSpoolAgainstModel.settings = settings(max_examples=20, stateful_step_count=40, deadline=None)
