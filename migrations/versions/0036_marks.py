"""marks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('recording_marks',
    sa.Column('video_id', sa.UUID(), nullable=False),
    sa.Column('id', sa.UUID(), nullable=False),
    sa.Column('at', sa.Float(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('within', sa.String(), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=True),
    sa.Column('box', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("kind IN ('mark', 'click', 'type', 'choose', 'toggle')", name=op.f('ck_recording_marks_kind')),
    sa.CheckConstraint('at >= 0', name=op.f('ck_recording_marks_at')),
    sa.ForeignKeyConstraint(['video_id'], ['videos.id'], name=op.f('fk_recording_marks_video_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('video_id', 'id', name=op.f('pk_recording_marks'))
    )


def downgrade() -> None:
    op.drop_table('recording_marks')
