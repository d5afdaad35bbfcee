"""live readings."""

import sqlalchemy as sa
from alembic import op

revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('live_readings',
    sa.Column('video_id', sa.UUID(), nullable=False),
    sa.Column('run', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=True),
    sa.Column('needs_from', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('seconds', sa.Float(), server_default='0', nullable=False),
    sa.Column('is_over', sa.Boolean(), server_default='false', nullable=False),
    sa.Column('owner', sa.String(), nullable=True),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('needs_from >= 0', name=op.f('ck_live_readings_needs_from')),
    sa.ForeignKeyConstraint(['video_id'], ['videos.id'], name=op.f('fk_live_readings_video_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('video_id', name=op.f('pk_live_readings'))
    )


def downgrade() -> None:
    op.drop_table('live_readings')
