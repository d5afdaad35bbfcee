"""annotation_sheets: what was said about a video as a file to print, as long as it says what was said."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "annotation_sheets",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("video_id", sa.UUID(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("s3_key", sa.String(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'running', 'done', 'failed')", name=op.f("ck_annotation_sheets_state")
        ),
        sa.CheckConstraint("progress BETWEEN 0 AND 1", name=op.f("ck_annotation_sheets_progress")),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_annotation_sheets_video_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation_sheets")),
        sa.UniqueConstraint("video_id", "language", name=op.f("uq_annotation_sheets_video_id_language")),
    )
    op.create_index(
        "ix_annotation_sheets_waiting",
        "annotation_sheets",
        ["touched_at"],
        postgresql_where=sa.text("state IN ('pending', 'running')"),
    )
    op.create_index("ix_annotation_sheets_expires_at", "annotation_sheets", ["expires_at"])


def downgrade() -> None:
    op.drop_table("annotation_sheets")
