"""administration: invitations of administrators, accounts that are shut, what people store."""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('users', sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        'invitations',
        sa.Column('id', sa.UUID(), nullable=False),
        sa.Column('email', sa.String(), nullable=False),
        sa.Column('role', sa.String(), nullable=False),
        sa.Column('token_hash', sa.LargeBinary(), nullable=False),
        sa.Column('created_by', sa.UUID(), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('admin', 'member', 'viewer')", name=op.f('ck_invitations_role')),
        sa.ForeignKeyConstraint(
            ['created_by'], ['users.id'], name=op.f('fk_invitations_created_by'), ondelete='SET NULL'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_invitations')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_invitations_token_hash')),
    )
    op.create_index(op.f('ix_invitations_created_by'), 'invitations', ['created_by'])
    op.create_index(op.f('ix_invitations_expires_at'), 'invitations', ['expires_at'])
    op.create_index(
        'uq_invitations_open', 'invitations', ['email'], unique=True, postgresql_where=sa.text('used_at IS NULL')
    )
    op.create_index(
        'ix_videos_stored',
        'videos',
        ['owner_id'],
        postgresql_include=['size'],
        postgresql_where=sa.text("deleted_at IS NULL AND status <> 'aborted'"),
    )


def downgrade() -> None:
    op.drop_index('ix_videos_stored', table_name='videos')
    op.drop_table('invitations')
    op.drop_column('users', 'disabled_at')
