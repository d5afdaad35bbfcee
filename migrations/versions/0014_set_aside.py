"""set_aside."""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A constant default is kept in the catalogue: no row is rewritten.
    op.add_column('uploads', sa.Column('set_aside', sa.BigInteger(), server_default='0', nullable=False))


def downgrade() -> None:
    op.drop_column('uploads', 'set_aside')
