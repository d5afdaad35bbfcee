"""retention."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('uploads', sa.Column('discarded_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        'ix_uploads_undiscarded', 'uploads', ['touched_at'],
        postgresql_where=sa.text("state = 'aborted' AND discarded_at IS NULL"),
    )
    op.create_index(
        'ix_videos_ended_badly', 'videos', ['status', 'created_at'],
        postgresql_where=sa.text("status IN ('failed', 'aborted') AND deleted_at IS NULL"),
    )
    op.create_index(
        'ix_stages_watched', 'stages', ['name', 'state'],
        postgresql_where=sa.text("state IN ('pending', 'running', 'failed')"),
    )
    op.create_index('ix_auth_sessions_ended', 'auth_sessions', [sa.text('least(expires_at, revoked_at)')])


def downgrade() -> None:
    op.drop_index('ix_auth_sessions_ended', 'auth_sessions')
    op.drop_index('ix_stages_watched', 'stages')
    op.drop_index('ix_videos_ended_badly', 'videos')
    op.drop_index('ix_uploads_undiscarded', 'uploads')
    op.drop_column('uploads', 'discarded_at')
