"""Guides that people edit: as they stand, what was done to them, and the pictures made for that."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

# What was hidden or written otherwise is found no more from that moment; the mark has the rest made anew.
FORGET = """
CREATE FUNCTION search_forget_guide() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM search_lines l USING changed c WHERE l.video_id = c.video_id AND l.source = 'guide';
    RETURN NULL;
END $$
"""
MARKED = {"edited_guides": ("INSERT", "UPDATE", "DELETE"), "guide_pictures": ("UPDATE", "DELETE")}


def upgrade() -> None:
    op.create_table(
        "edited_guides",
        sa.Column("video_id", sa.UUID(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("steps", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_edited_guides_video_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("video_id", name=op.f("pk_edited_guides")),
    )
    op.create_table(
        "guide_edits",
        sa.Column("video_id", sa.UUID(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("author_id", sa.UUID(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("back", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("kind IN ('edit', 'undo', 'revert', 'reading')", name=op.f("ck_guide_edits_kind")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_guide_edits_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["video_id"], ["videos.id"], name=op.f("fk_guide_edits_video_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("video_id", "version", name=op.f("pk_guide_edits")),
    )
    op.create_index(op.f("ix_guide_edits_author_id"), "guide_edits", ["author_id"], unique=False)
    op.create_table(
        "guide_pictures",
        sa.Column("video_id", sa.UUID(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("source_key", sa.String(), nullable=True),
        sa.Column("moment", sa.Double(), nullable=True),
        sa.Column("blurs", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("shown_key", sa.String(), nullable=True),
        sa.Column("plain_key", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("key IS NOT NULL OR moment IS NOT NULL", name=op.f("ck_guide_pictures_source")),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_guide_pictures_video_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("video_id", "digest", name=op.f("pk_guide_pictures")),
    )
    op.create_index(
        "ix_guide_pictures_waiting",
        "guide_pictures",
        ["created_at"],
        postgresql_where=sa.text("shown_key IS NULL"),
    )
    op.execute(FORGET)
    for table, happenings in MARKED.items():
        for event in happenings:
            rows = "OLD" if event == "DELETE" else "NEW"
            op.execute(
                f"CREATE TRIGGER search_mark_{event.lower()} AFTER {event} ON {table}"
                f" REFERENCING {rows} TABLE AS changed"
                " FOR EACH STATEMENT EXECUTE FUNCTION search_mark('guide')"
            )
    for event in ("INSERT", "UPDATE"):
        op.execute(
            f"CREATE TRIGGER search_forget_{event.lower()} AFTER {event} ON edited_guides"
            " REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_forget_guide()"
        )


def downgrade() -> None:
    # Their triggers go with them.
    for table in ("guide_pictures", "guide_edits", "edited_guides"):
        op.drop_table(table)
    op.execute("DROP FUNCTION search_forget_guide()")
