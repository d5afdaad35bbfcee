"""Objects that go later."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'garbage',
        sa.Column('prefix', sa.String(), nullable=False),
        sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('prefix', name=op.f('pk_garbage')),
    )
    op.create_index('ix_garbage_due_at', 'garbage', ['due_at'])


def downgrade() -> None:
    op.drop_index('ix_garbage_due_at', table_name='garbage')
    op.drop_table('garbage')
