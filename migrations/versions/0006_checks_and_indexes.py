"""checks and indexes: what was true by custom is true by the database.

Checks are added without a look at the rows there are, which are put right first, and looked at under a lighter lock.
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

CHECKS = (
    ('uploads', 'size', 'size IS NULL OR size >= cursor'),
    ('uploads', 'declared_size', 'declared_size IS NULL OR declared_size > 0'),
    ('annotations', 'end', '"end" IS NULL OR "end" >= timestamp'),
    ('frame_texts', 'end', '"end" >= timestamp'),
    ('renditions', 'size', 'size IS NULL OR size >= 0'),
    ('users', 'quota_bytes', 'quota_bytes IS NULL OR quota_bytes >= 0'),
    ('videos', 'download_size', 'download_size IS NULL OR download_size >= 0'),
)
MENDED = (
    'UPDATE uploads SET size = cursor WHERE size < cursor',
    'UPDATE uploads SET declared_size = NULL WHERE declared_size <= 0',
    'UPDATE annotations SET "end" = timestamp WHERE "end" < timestamp',
    'UPDATE frame_texts SET "end" = timestamp WHERE "end" < timestamp',
    'UPDATE renditions SET size = NULL WHERE size < 0',
    'UPDATE users SET quota_bytes = 0 WHERE quota_bytes < 0',
    'UPDATE videos SET download_size = NULL WHERE download_size < 0',
)


def upgrade() -> None:
    for statement in MENDED:
        op.execute(statement)
    for table, name, condition in CHECKS:
        op.execute(f'ALTER TABLE {table} ADD CONSTRAINT ck_{table}_{name} CHECK ({condition}) NOT VALID')
    for table, name, _ in CHECKS:
        op.execute(f'ALTER TABLE {table} VALIDATE CONSTRAINT ck_{table}_{name}')
    op.create_unique_constraint(op.f('uq_uploads_s3_key'), 'uploads', ['s3_key'])
    op.create_index('ix_uploads_aborted', 'uploads', ['touched_at'], postgresql_where=sa.text("state = 'aborted'"))
    op.create_index(
        'ix_videos_sessions',
        'videos',
        ['created_at'],
        postgresql_where=sa.text("source = 'session' AND deleted_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index('ix_videos_sessions', table_name='videos')
    op.drop_index('ix_uploads_aborted', table_name='uploads')
    op.drop_constraint(op.f('uq_uploads_s3_key'), 'uploads', type_='unique')
    for table, name, _ in reversed(CHECKS):
        op.drop_constraint(op.f(f'ck_{table}_{name}'), table, type_='check')
