"""guest_edits: a version of a guide may be a guest's, by the link they came with and the name they said; and what was
found is put in order span by span of time, titles apart.
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("guide_edits", sa.Column("share_id", sa.UUID(), nullable=True))
    op.add_column("guide_edits", sa.Column("guest_name", sa.String(), nullable=True))
    op.execute(
        "ALTER TABLE guide_edits ADD CONSTRAINT fk_guide_edits_share_id"
        " FOREIGN KEY (share_id) REFERENCES shares (id) ON DELETE SET NULL NOT VALID"
    )
    op.execute("ALTER TABLE guide_edits VALIDATE CONSTRAINT fk_guide_edits_share_id")
    op.create_index(op.f("ix_guide_edits_share_id"), "guide_edits", ["share_id"])
    op.create_index("ix_search_documents_created_at", "search_documents", ["created_at"])
    op.create_index(
        "ix_search_documents_titles",
        "search_documents",
        ["words"],
        postgresql_using="gin",
        postgresql_where=sa.text("source = 'title'"),
    )


def downgrade() -> None:
    op.drop_index("ix_search_documents_titles", table_name="search_documents")
    op.drop_index("ix_search_documents_created_at", table_name="search_documents")
    op.drop_index(op.f("ix_guide_edits_share_id"), table_name="guide_edits")
    op.drop_column("guide_edits", "share_id")
    op.drop_column("guide_edits", "guest_name")
