"""upload events; what was in the bag of options becomes columns."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

JSON = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
COLUMNS = (
    ('part_size', sa.BigInteger()),
    ('started_at', sa.Double()),
    ('first_byte_at', sa.DateTime(timezone=True)),
    ('live_epoch', sa.Integer()),
    ('error_code', sa.String()),
)
# Only files in parts and tracks had options, so few rows are written.
FILL_COLUMNS = """
    UPDATE uploads SET
        part_size = (options->>'part_size')::bigint,
        started_at = (options->>'started_at')::double precision,
        first_byte_at = to_timestamp((options->>'first_byte_at')::double precision),
        live_epoch = (options->>'live')::integer,
        error_code = options->>'error'
    WHERE options IS NOT NULL
"""
FILL_OPTIONS = """
    UPDATE uploads SET options = jsonb_strip_nulls(jsonb_build_object(
        'part_size', part_size,
        'started_at', started_at,
        'first_byte_at', extract(epoch FROM first_byte_at)::double precision,
        'live', live_epoch,
        'error', error_code
    ))
    WHERE part_size IS NOT NULL OR track <> 'main'
"""


def upgrade() -> None:
    op.create_table(
        'upload_events',
        sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column('upload_id', sa.UUID(), nullable=False),
        sa.Column('from_state', sa.String(), nullable=False),
        sa.Column('to_state', sa.String(), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.ForeignKeyConstraint(
            ['upload_id'], ['uploads.id'], name=op.f('fk_upload_events_upload_id'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_upload_events')),
    )
    op.create_index(op.f('ix_upload_events_upload_id'), 'upload_events', ['upload_id'])
    for name, kind in COLUMNS:
        op.add_column('uploads', sa.Column(name, kind, nullable=True))
    op.execute(FILL_COLUMNS)
    op.drop_column('uploads', 'options')


def downgrade() -> None:
    op.add_column('uploads', sa.Column('options', JSON, nullable=True))
    op.execute(FILL_OPTIONS)
    for name, _ in reversed(COLUMNS):
        op.drop_column('uploads', name)
    op.drop_table('upload_events')
