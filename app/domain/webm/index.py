"""Indexes a WebM stream while it passes, in parts of any size."""

import copy
from typing import Final, Self

from app.domain.webm.cues import MAX_CUES, CueList
from app.domain.webm.document import DocumentParser
from app.domain.webm.model import WebmIndex
from app.domain.webm.progress import Progress
from app.domain.webm.report import take_of
from app.domain.webm.splitter import Splitter
from app.domain.webm.state import dump_parser, load_parser, pack, unpack
from app.domain.webm.structure import Structure

MAX_TAKES: Final = 64
AUDIO_CUE_INTERVAL_NS: Final = 1_000_000_000
_WINDOW: Final = 1 << 20


class WebmIndexer:
    """Push bytes, ask for the index at any time; where the bytes were cut never changes the answer.

    `push` raises for no content whatever. What it cannot use is reported: `unsupported` when the stream is no WebM
    or has a broken head, `damage` for places behind the first Cluster, `restarts` for further EBML documents.
    Matroska as in RFC 9559, EBML as in RFC 8794.
    """

    def __init__(self, max_cues: int = MAX_CUES, audio_cue_interval_ns: int = AUDIO_CUE_INTERVAL_NS) -> None:
        self.max_cues = max_cues
        self.audio_cue_interval_ns = audio_cue_interval_ns
        self.splitter = Splitter()
        self.parsers = [self._parser(0)]
        self.offset = 0
        """Bytes given to the parsers; the splitter may hold a few more."""
        self.lost = False
        """Whether what was known of the stream was lost: it may be WebM, but no byte that follows says so."""

    @classmethod
    def of_lost(cls) -> Self:
        """An index that says only that it was lost. It is `refused`, and stays so."""
        indexer = cls()
        indexer.lost = True
        indexer.parsers[0].progress.refuse("what was known of it was lost")
        return indexer

    @property
    def total_size(self) -> int:
        """Bytes pushed so far."""
        return self.offset + len(self.splitter.held)

    @property
    def head_length(self) -> int | None:
        """Bytes before the first Cluster; None until the first Cluster has begun."""
        return self.parsers[0].progress.head_length

    @property
    def unsupported(self) -> str | None:
        """Why the stream cannot be indexed, as far as known yet; None when it can."""
        return next((parser.progress.unsupported for parser in self.parsers if parser.progress.unsupported), None)

    @property
    def refused(self) -> str | None:
        """Why no byte that follows can change anything: the first take itself cannot be indexed."""
        return self.parsers[0].progress.unsupported

    def push(self, data: bytes | bytearray | memoryview) -> None:
        """Takes the stream's next bytes. `bytes` are read in place; anything else is copied a MiB at a time."""
        if isinstance(data, bytes):
            self._push(data)
            return
        view = memoryview(data).cast("B")
        for start in range(0, len(view), _WINDOW):
            self._push(bytes(view[start : start + _WINDOW]))

    def result(self) -> WebmIndex:
        """The index of everything pushed so far. More may be pushed afterwards."""
        parsers = self.parsers
        if self.splitter.held:
            # What is held belongs to the last take unless more bytes say otherwise, so a copy of its parser is told:
            # the one that goes on must not have seen them.
            last = copy.deepcopy(parsers[-1])
            last.push(self.splitter.held, 0, len(self.splitter.held))
            parsers = [*parsers[:-1], last]
        ends = [parser.progress.base for parser in parsers[1:]] + [self.total_size]
        return WebmIndex(tuple(map(take_of, parsers, ends)), self.total_size)

    def to_bytes(self) -> bytes:
        """Everything needed to go on elsewhere: about 4 bytes a cue and 1 kB beside."""
        return pack(
            {
                "max_cues": self.max_cues,
                "audio_cue_interval_ns": self.audio_cue_interval_ns,
                "offset": self.offset,
                "held": self.splitter.held.hex(),
                "false_starts": self.splitter.false_starts,
                "lost": self.lost,
                "parsers": [dump_parser(parser) for parser in self.parsers],
            }
        )

    @classmethod
    def from_bytes(cls, state: bytes) -> Self:
        """An indexer that goes on where the one that wrote `state` was.

        A state of an earlier version is upgraded. Raises ValueError when it is damaged or of a version this code does
        not know.
        """
        values = unpack(state)
        try:
            indexer = cls(values["max_cues"], values["audio_cue_interval_ns"])
            indexer.offset = values["offset"]
            indexer.splitter = Splitter(bytes.fromhex(values["held"]), values["false_starts"])
            indexer.lost = values["lost"]
            indexer.parsers = [load_parser(parser) for parser in values["parsers"]]
        except (KeyError, TypeError, OverflowError, AttributeError) as error:
            raise ValueError("this is not the state of a WebM index") from error
        return indexer

    def _push(self, data: bytes) -> None:
        for piece in self.splitter.split(data):
            if piece.starts_document and self.offset:
                self._restart()
            self.parsers[-1].push(piece.buf, piece.start, piece.end)
            self.offset += piece.end - piece.start
        if self.splitter.gave_up:
            self.parsers[0].progress.unsupported = "there are more restarts, or more that looks like one, than can be"

    def _restart(self) -> None:
        if len(self.parsers) == MAX_TAKES:
            self.splitter.give_up()
            return
        self.parsers.append(self._parser(self.offset))

    def _parser(self, base: int) -> DocumentParser:
        progress = Progress(base=base, offset=base)
        return DocumentParser(Structure(progress, CueList(self.max_cues), self.audio_cue_interval_ns))
