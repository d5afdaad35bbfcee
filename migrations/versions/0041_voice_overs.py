"""voice_overs: the sound of what people said aloud; where one goes, its objects do."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

LET_GO = """
CREATE FUNCTION voice_overs_let_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO garbage AS listed (prefix, due_at) VALUES (OLD.prefix, now())
    ON CONFLICT (prefix) DO UPDATE SET due_at = least(listed.due_at, excluded.due_at);
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    json = postgresql.JSONB(astext_type=sa.Text(), none_as_null=True)
    op.create_table(
        "voice_overs",
        sa.Column("annotation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("video_id", sa.UUID(), nullable=False),
        sa.Column("speaker_id", sa.UUID(), nullable=True),
        sa.Column("state", sa.String(), server_default=sa.text("'pending'"), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("container", sa.String(), nullable=False),
        sa.Column("stream", sa.Integer(), nullable=False),
        sa.Column("duration", sa.Float(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("peaks", json, nullable=True),
        sa.Column("segments", json, nullable=True),
        sa.Column("error_code", sa.String(), nullable=True),
        sa.Column("touched_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("state IN ('pending', 'ready', 'failed')", name=op.f("ck_voice_overs_state")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_voice_overs_size")),
        sa.CheckConstraint("duration >= 0", name=op.f("ck_voice_overs_duration")),
        sa.CheckConstraint("(state = 'ready') = (segments IS NOT NULL)", name=op.f("ck_voice_overs_segments")),
        sa.ForeignKeyConstraint(
            ["annotation_id"], ["annotations.id"], name=op.f("fk_voice_overs_annotation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["video_id"], ["videos.id"], name=op.f("fk_voice_overs_video_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["users.id"], name=op.f("fk_voice_overs_speaker_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("annotation_id", name=op.f("pk_voice_overs")),
    )
    op.create_index(op.f("ix_voice_overs_video_id"), "voice_overs", ["video_id"])
    op.create_index(op.f("ix_voice_overs_speaker_id"), "voice_overs", ["speaker_id"])
    op.create_index(
        "ix_voice_overs_waiting", "voice_overs", ["touched_at"], postgresql_where=sa.text("state = 'pending'")
    )
    op.execute(LET_GO)
    op.execute(
        "CREATE TRIGGER voice_overs_let_go AFTER DELETE ON voice_overs"
        " FOR EACH ROW EXECUTE FUNCTION voice_overs_let_go()"
    )


def downgrade() -> None:
    op.drop_table("voice_overs")
    op.execute("DROP FUNCTION voice_overs_let_go()")
