"""track_clocks."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('uploads', sa.Column('stopped_at', sa.Float(), nullable=True))
    op.add_column('uploads', sa.Column('clock_ahead', sa.Float(), nullable=True))


def downgrade() -> None:
    op.drop_column('uploads', 'clock_ahead')
    op.drop_column('uploads', 'stopped_at')
