"""account."""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('users', sa.Column('language', sa.String(), nullable=True))
    op.add_column('users', sa.Column('time_zone', sa.String(), nullable=True))
    op.add_column('auth_sessions', sa.Column('device', sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column('auth_sessions', 'device')
    op.drop_column('users', 'time_zone')
    op.drop_column('users', 'language')
