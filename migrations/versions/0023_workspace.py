"""workspace: what administrators choose for everybody, and which sites frame a link's player."""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'workspace',
        sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('name', sa.String(), nullable=True),
        sa.Column('colour', sa.String(), nullable=True),
        sa.Column('logo_key', sa.String(), nullable=True),
        sa.Column('registration', sa.String(), nullable=True),
        sa.Column('registration_domains', sa.ARRAY(sa.String()), server_default='{}', nullable=False),
        sa.Column('default_visibility', sa.String(), nullable=True),
        sa.Column('retention_days', sa.Integer(), nullable=True),
        sa.Column('embed_domains', sa.ARRAY(sa.String()), nullable=True),
        sa.CheckConstraint('id = 1', name=op.f('ck_workspace_one_row')),
        sa.CheckConstraint(
            "registration IN ('open', 'closed', 'invitation', 'domain')", name=op.f('ck_workspace_registration')
        ),
        sa.CheckConstraint(
            "default_visibility IN ('private', 'workspace', 'link')", name=op.f('ck_workspace_default_visibility')
        ),
        sa.CheckConstraint('retention_days > 0', name=op.f('ck_workspace_retention_days')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_workspace')),
    )
    op.add_column('shares', sa.Column('embed_domains', sa.ARRAY(sa.String()), nullable=True))
    op.create_index(
        'ix_videos_kept',
        'videos',
        ['created_at'],
        postgresql_where=sa.text('deleted_at IS NULL AND trashed_at IS NULL'),
    )


def downgrade() -> None:
    op.drop_index('ix_videos_kept', table_name='videos')
    op.drop_column('shares', 'embed_domains')
    op.drop_table('workspace')
