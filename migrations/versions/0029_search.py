"""search: lines, the words of their videos, and what has changed since they were made."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

SOURCE = "source IN ('title', 'guide', 'comment', 'speech', 'screen')"
# The video's row may be on its way out already: then nothing is marked.
MARK = """
CREATE FUNCTION search_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_marks (video_id, source, changed_at)
    SELECT v.id, TG_ARGV[0], clock_timestamp() FROM videos v
    WHERE v.id IN (SELECT c.video_id FROM changed c) ORDER BY v.id
    ON CONFLICT (video_id, source) DO UPDATE SET changed_at = excluded.changed_at;
    RETURN NULL;
END $$
"""
MARK_TITLE = """
CREATE FUNCTION search_mark_title() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_marks (video_id, source, changed_at) VALUES (NEW.id, 'title', clock_timestamp())
    ON CONFLICT (video_id, source) DO UPDATE SET changed_at = excluded.changed_at;
    RETURN NULL;
END $$
"""
MARKED = {"annotations": "comment", "document_steps": "guide", "frame_texts": "screen"}


def upgrade() -> None:
    # For anybody who may make a table in this database: PostgreSQL trusts it (manual, F.35).
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.create_table(
        "search_documents",
        sa.Column("video_id", sa.UUID(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.CheckConstraint(SOURCE, name=op.f("ck_search_documents_source")),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_search_documents_video_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("video_id", "source", name=op.f("pk_search_documents")),
    )
    op.create_index("ix_search_documents_words", "search_documents", ["words"], postgresql_using="gin")
    op.create_table(
        "search_lines",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("video_id", sa.UUID(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("annotation_id", sa.BigInteger(), nullable=True),
        sa.Column("step_id", sa.UUID(), nullable=True),
        sa.Column("start", sa.Double(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("moments", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(SOURCE, name=op.f("ck_search_lines_source")),
        sa.ForeignKeyConstraint(
            ["annotation_id"], ["annotations.id"], name=op.f("fk_search_lines_annotation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["document_steps.id"], name=op.f("fk_search_lines_step_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["video_id"], ["videos.id"], name=op.f("fk_search_lines_video_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_lines")),
    )
    op.create_index(op.f("ix_search_lines_annotation_id"), "search_lines", ["annotation_id"], unique=False)
    op.create_index(op.f("ix_search_lines_step_id"), "search_lines", ["step_id"], unique=False)
    op.create_index("ix_search_lines_video_id_source", "search_lines", ["video_id", "source"], unique=False)
    op.create_table(
        "search_words",
        sa.Column("word", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_words")),
    )
    op.create_index(
        "ix_search_words_alike",
        "search_words",
        ["word"],
        postgresql_using="gin",
        postgresql_ops={"word": "gin_trgm_ops"},
    )
    op.create_table(
        "search_marks",
        sa.Column("video_id", sa.UUID(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(SOURCE, name=op.f("ck_search_marks_source")),
        sa.ForeignKeyConstraint(["video_id"], ["videos.id"], name=op.f("fk_search_marks_video_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("video_id", "source", name=op.f("pk_search_marks")),
    )
    op.create_index(op.f("ix_search_marks_changed_at"), "search_marks", ["changed_at"], unique=False)
    _make_triggers()
    # What there is already is found once upkeep came to it; nothing is rewritten here.
    for table, source in {"videos": "title", **MARKED}.items():
        key = "id" if table == "videos" else "video_id"
        op.execute(
            "INSERT INTO search_marks (video_id, source, changed_at)"
            f" SELECT DISTINCT {key}, '{source}', now() - interval '1 hour' FROM {table}"
        )
    op.drop_index("ix_frame_texts_search", table_name="frame_texts", postgresql_using="gin")
    op.drop_column("frame_texts", "search")


def _make_triggers() -> None:
    op.execute(MARK)
    op.execute(MARK_TITLE)
    for table, source in MARKED.items():
        for event, rows in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            op.execute(
                f"CREATE TRIGGER search_mark_{event.lower()} AFTER {event} ON {table}"
                f" REFERENCING {rows} TABLE AS changed"
                f" FOR EACH STATEMENT EXECUTE FUNCTION search_mark('{source}')"
            )
    op.execute(
        "CREATE TRIGGER search_mark_insert AFTER INSERT ON videos FOR EACH ROW EXECUTE FUNCTION search_mark_title()"
    )
    op.execute(
        "CREATE TRIGGER search_mark_update AFTER UPDATE OF title ON videos FOR EACH ROW"
        " WHEN (OLD.title IS DISTINCT FROM NEW.title) EXECUTE FUNCTION search_mark_title()"
    )


def downgrade() -> None:
    for table in MARKED:
        for event in ("insert", "update", "delete"):
            op.execute(f"DROP TRIGGER search_mark_{event} ON {table}")
    op.execute("DROP TRIGGER search_mark_insert ON videos")
    op.execute("DROP TRIGGER search_mark_update ON videos")
    op.execute("DROP FUNCTION search_mark()")
    op.execute("DROP FUNCTION search_mark_title()")
    op.add_column(
        "frame_texts",
        sa.Column(
            "search", postgresql.TSVECTOR(), sa.Computed("to_tsvector('simple', text)", persisted=True), nullable=True
        ),
    )
    op.create_index("ix_frame_texts_search", "frame_texts", ["search"], postgresql_using="gin")
    for table in ("search_marks", "search_words", "search_lines", "search_documents"):
        op.drop_table(table)
    # The extension stays: somebody else may have made it, or use it.
