"""What can be found: lines, and the words of all lines of a video's source together."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, func, text
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, JsonList, SerialKey
from app.domain.search.lines import Source

_SOURCE = f"source IN {tuple(map(str, Source))}"


class SearchLine(Base):
    """A text that stands in a video, shown or said, at one or more `moments`; `start` (seconds) is the first.

    `words` are its lexemes; `digest` tells whether it is still what it was. It goes with its annotation or its step.
    """

    __tablename__ = "search_lines"
    __table_args__ = (
        CheckConstraint(_SOURCE, name="source"),
        Index("ix_search_lines_video_id_source", "video_id", "source"),
    )

    id: Mapped[SerialKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    source: Mapped[str]
    annotation_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("annotations.id", ondelete="CASCADE"), index=True
    )
    step_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("document_steps.id", ondelete="CASCADE"), index=True)
    start: Mapped[float]
    text: Mapped[str]
    moments: Mapped[JsonList] = mapped_column(JSONB)
    words: Mapped[str] = mapped_column(TSVECTOR)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class SearchDocument(Base):
    """The lexemes of all lines of one source of a video: whether it is worth looking at its lines.

    `created_at` is the video's, so that what fits alike is put in order without looking at videos.
    """

    __tablename__ = "search_documents"
    __table_args__ = (
        CheckConstraint(_SOURCE, name="source"),
        Index("ix_search_documents_words", "words", postgresql_using="gin"),
        Index("ix_search_documents_titles", "words", postgresql_using="gin", postgresql_where=text("source = 'title'")),
        Index("ix_search_documents_created_at", "created_at"),
    )

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(TSVECTOR)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class SearchWord(Base):
    """A word that stands somewhere, folded: what a mistyped one is compared with."""

    __tablename__ = "search_words"
    __table_args__ = (
        Index("ix_search_words_alike", "word", postgresql_using="gin", postgresql_ops={"word": "gin_trgm_ops"}),
    )

    word: Mapped[str] = mapped_column(primary_key=True)


class SearchMark(Base):
    """A source of a video that has changed since its lines were made. Triggers write it, whoever changes what."""

    __tablename__ = "search_marks"
    __table_args__ = (CheckConstraint(_SOURCE, name="source"),)

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
