"""search_order: when a video was made stands beside its words, so that what was found is in order before it is looked at.

Who writes such a row without it, as the release before does, says now: that is a video just made, or one changed just
now, whose row the next change mends.
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    made = sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)
    op.add_column("search_documents", made)
    op.execute("UPDATE search_documents d SET created_at = v.created_at FROM videos v WHERE v.id = d.video_id")


def downgrade() -> None:
    op.drop_column("search_documents", "created_at")
