"""half-alive hosts."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        'hosts', sa.Column('steady_since', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False)
    )
    op.add_column('hosts', sa.Column('asked', sa.Integer(), server_default='0', nullable=False))


def downgrade() -> None:
    op.drop_column('hosts', 'asked')
    op.drop_column('hosts', 'steady_since')
