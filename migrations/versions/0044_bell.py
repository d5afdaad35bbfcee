"""bell: what people are told of, a row each; and what of it they want to see, and to be written to about."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

KINDS = "ARRAY['comments', 'replies', 'mentions', 'shares', 'recordings']::varchar[]"
BEFORE = "ARRAY['comments', 'shares', 'recordings']::varchar[]"


def upgrade() -> None:
    _choices()
    op.create_table(
        "notifications",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("video_id", sa.UUID(), nullable=False),
        sa.Column("annotation_id", sa.BigInteger(), nullable=True),
        sa.Column("actor_id", sa.UUID(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("to_mail", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('comment', 'reply', 'mention', 'share', 'ready', 'failed')", name=op.f("ck_notifications_kind")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notifications_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_notifications_video_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["annotation_id"], ["annotations.id"], name=op.f("fk_notifications_annotation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["users.id"], name=op.f("fk_notifications_actor_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
    )
    op.create_index("ix_notifications_user_id_id", "notifications", ["user_id", "id"])
    op.create_index("uq_notifications_annotation_id_user_id", "notifications", ["annotation_id", "user_id"], unique=True)
    op.create_index(op.f("ix_notifications_video_id"), "notifications", ["video_id"])
    op.create_index(op.f("ix_notifications_created_at"), "notifications", ["created_at"])
    some = {"actor_id": "actor_id IS NOT NULL", "to_mail": "to_mail"}
    op.create_index("ix_notifications_actor_id", "notifications", ["actor_id"], postgresql_where=sa.text(some["actor_id"]))
    op.create_index("ix_notifications_to_mail", "notifications", ["user_id"], postgresql_where=sa.text(some["to_mail"]))
    op.create_table(
        "news_mails",
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_news_mails_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_news_mails")),
    )
    op.create_index(op.f("ix_news_mails_due_at"), "news_mails", ["due_at"])


def _choices() -> None:
    """Who wants mails about comments gets replies and mentions, too: nothing else was there to be chosen."""
    op.add_column(
        "users",
        sa.Column(
            "bell_about",
            sa.ARRAY(sa.String()),
            server_default="{comments,replies,mentions,shares,recordings}",
            nullable=False,
        ),
    )
    op.create_check_constraint(op.f("ck_users_bell_about"), "users", f"bell_about <@ {KINDS}")
    op.drop_constraint(op.f("ck_users_mail_about"), "users")
    op.create_check_constraint(op.f("ck_users_mail_about"), "users", f"mail_about <@ {KINDS}")
    op.alter_column("users", "mail_about", server_default="{comments,replies,mentions,shares}")
    op.execute(
        "UPDATE users SET mail_about = mail_about || '{replies,mentions}'::varchar[] WHERE 'comments' = ANY (mail_about)"
    )


def downgrade() -> None:
    op.drop_table("news_mails")
    op.drop_table("notifications")
    op.drop_constraint(op.f("ck_users_mail_about"), "users")
    op.execute("UPDATE users SET mail_about = array_remove(array_remove(mail_about, 'replies'), 'mentions')")
    op.alter_column("users", "mail_about", server_default="{comments,shares}")
    op.create_check_constraint(op.f("ck_users_mail_about"), "users", f"mail_about <@ {BEFORE}")
    op.drop_column("users", "bell_about")
