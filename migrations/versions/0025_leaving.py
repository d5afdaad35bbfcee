"""leaving."""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('users', sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        'ix_users_closed_at', 'users', ['closed_at'], postgresql_where=sa.text('closed_at IS NOT NULL')
    )
    op.create_table('account_exports',
    sa.Column('id', sa.UUID(), nullable=False),
    sa.Column('user_id', sa.UUID(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('progress', sa.Float(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('s3_key', sa.String(), nullable=True),
    sa.Column('size', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('touched_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('pending', 'running', 'done', 'failed')", name=op.f('ck_account_exports_state')),
    sa.CheckConstraint('progress BETWEEN 0 AND 1', name=op.f('ck_account_exports_progress')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_account_exports_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_exports')),
    sa.UniqueConstraint('user_id', name=op.f('uq_account_exports_user_id'))
    )
    op.create_index(
        'ix_account_exports_waiting',
        'account_exports',
        ['touched_at'],
        postgresql_where=sa.text("state IN ('pending', 'running')"),
    )


def downgrade() -> None:
    op.drop_table('account_exports')
    op.drop_index('ix_users_closed_at', table_name='users')
    op.drop_column('users', 'closed_at')
