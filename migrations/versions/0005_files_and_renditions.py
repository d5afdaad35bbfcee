"""files, sessions, renditions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

JSON = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
NOW = sa.text('now()')
VIDEO_COLUMNS = (
    ('description', sa.String()),
    ('file_name', sa.String()),
    ('preview_key', sa.String()),
    ('storyboard', JSON),
    ('hls', JSON),
    ('compile_options', JSON),
    ('download_key', sa.String()),
    ('download_size', sa.BigInteger()),
    ('scan_verdict', sa.String()),
    ('scan_detail', sa.String()),
)
UPLOAD_COLUMNS = (
    ('mime_type', sa.String()),
    ('declared_size', sa.BigInteger()),
    ('options', JSON),
)


def upgrade() -> None:
    op.add_column('users', sa.Column('quota_bytes', sa.BigInteger(), nullable=True))
    op.add_column('videos', sa.Column('source', sa.String(), server_default='recording', nullable=False))
    for name, kind in VIDEO_COLUMNS:
        op.add_column('videos', sa.Column(name, kind, nullable=True))
    op.create_check_constraint(op.f('ck_videos_source'), 'videos', "source IN ('recording', 'file', 'session')")
    op.create_check_constraint(
        op.f('ck_videos_scan_verdict'), 'videos', "scan_verdict IN ('clean', 'infected', 'too_large', 'no_engine')"
    )
    op.add_column('uploads', sa.Column('direct', sa.Boolean(), server_default='false', nullable=False))
    for name, kind in UPLOAD_COLUMNS:
        op.add_column('uploads', sa.Column(name, kind, nullable=True))
    op.create_check_constraint(op.f('ck_uploads_track'), 'uploads', "track IN ('main', 'video', 'audio')")
    op.create_table(
        'renditions',
        sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column('video_id', sa.UUID(), nullable=False),
        sa.Column('run', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('width', sa.Integer(), nullable=True),
        sa.Column('height', sa.Integer(), nullable=True),
        sa.Column('frame_rate', sa.Float(), nullable=True),
        sa.Column('codecs', sa.String(), nullable=True),
        sa.Column('bandwidth', sa.Integer(), nullable=True),
        sa.Column('average_bandwidth', sa.Integer(), nullable=True),
        sa.Column('copied', sa.Boolean(), server_default='false', nullable=False),
        sa.Column('progress', sa.Float(), nullable=False),
        sa.Column('size', sa.BigInteger(), nullable=True),
        sa.Column('segments', JSON, nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.CheckConstraint("kind IN ('video', 'audio')", name=op.f('ck_renditions_kind')),
        sa.CheckConstraint('progress BETWEEN 0 AND 1', name=op.f('ck_renditions_progress')),
        sa.ForeignKeyConstraint(['video_id'], ['videos.id'], name=op.f('fk_renditions_video_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_renditions')),
        sa.UniqueConstraint('video_id', 'run', 'name', name=op.f('uq_renditions_video_id_run_name')),
    )
    op.create_table(
        'transcode_pieces',
        sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column('video_id', sa.UUID(), nullable=False),
        sa.Column('run', sa.String(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('start', sa.Float(), nullable=False),
        sa.Column('stop', sa.Float(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('progress', sa.Float(), nullable=False),
        sa.Column('result', JSON, nullable=True),
        sa.Column('error_code', sa.String(), nullable=True),
        sa.Column('error_message', sa.String(), nullable=True),
        sa.Column('updated_at', sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('pending', 'running', 'done', 'failed')", name=op.f('ck_transcode_pieces_state')),
        sa.CheckConstraint('progress BETWEEN 0 AND 1', name=op.f('ck_transcode_pieces_progress')),
        sa.ForeignKeyConstraint(
            ['video_id'], ['videos.id'], name=op.f('fk_transcode_pieces_video_id'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_transcode_pieces')),
        sa.UniqueConstraint('video_id', 'run', 'number', name=op.f('uq_transcode_pieces_video_id_run_number')),
    )


def downgrade() -> None:
    op.drop_table('transcode_pieces')
    op.drop_table('renditions')
    op.drop_constraint(op.f('ck_uploads_track'), 'uploads', type_='check')
    for name, _ in reversed(UPLOAD_COLUMNS):
        op.drop_column('uploads', name)
    op.drop_column('uploads', 'direct')
    op.drop_constraint(op.f('ck_videos_scan_verdict'), 'videos', type_='check')
    op.drop_constraint(op.f('ck_videos_source'), 'videos', type_='check')
    for name, _ in reversed(VIDEO_COLUMNS):
        op.drop_column('videos', name)
    op.drop_column('videos', 'source')
    op.drop_column('users', 'quota_bytes')
