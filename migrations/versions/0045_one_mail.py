"""one_mail: what waited for a mail about its video waits for its owner's next one."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

WORDS = """
    INSERT INTO notifications (user_id, kind, video_id, annotation_id, actor_id, shown, to_mail, created_at)
    SELECT v.owner_id, 'comment', v.id, a.id, a.author_id, true, true, a.created_at
    FROM comment_mails m
    JOIN videos v ON v.id = m.video_id
    JOIN users u ON u.id = v.owner_id AND 'comments' = ANY (u.mail_about)
    JOIN annotations a ON a.video_id = v.id AND a.id > m.after_id
    WHERE m.due_at IS NOT NULL AND a.content <> '' AND a.author_id IS DISTINCT FROM v.owner_id
    ORDER BY a.id
"""
MAILS = """
    INSERT INTO news_mails (user_id, due_at, sent_at)
    SELECT v.owner_id, min(m.due_at), max(m.sent_at)
    FROM comment_mails m JOIN videos v ON v.id = m.video_id GROUP BY v.owner_id
"""


def upgrade() -> None:
    op.execute(WORDS)
    op.execute(MAILS)
    op.drop_table("comment_mails")


def downgrade() -> None:
    op.create_table(
        "comment_mails",
        sa.Column("video_id", sa.UUID(), nullable=False),
        sa.Column("after_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_comment_mails_video_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("video_id", name=op.f("pk_comment_mails")),
    )
    op.create_index(op.f("ix_comment_mails_due_at"), "comment_mails", ["due_at"], unique=False)
