"""Transcode runs have rows of their own."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

JSON = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
# Which runs are not delivered: of old ones objects are left, and new ones begin anew. URLs last a week at most.
LEFT = """
    INSERT INTO garbage (prefix, due_at)
    SELECT DISTINCT name, now() + interval '7 days'
    FROM (SELECT video_id, run FROM renditions WHERE run_id IS NULL UNION SELECT video_id, run FROM transcode_pieces) old,
    LATERAL (VALUES ('videos/' || video_id || '/hls/' || run || '/'),
                    ('videos/' || video_id || '/download-' || run || '.mp4')) names (name)
    WHERE NOT EXISTS (SELECT FROM transcode_runs WHERE prefix = 'videos/' || video_id || '/hls/' || run || '/')
    ON CONFLICT DO NOTHING
"""


def upgrade() -> None:
    op.create_table(
        'transcode_runs',
        sa.Column('id', sa.UUID(), nullable=False),
        sa.Column('video_id', sa.UUID(), nullable=False),
        sa.Column('prefix', sa.String(), nullable=False),
        sa.Column('plan', JSON, nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('target', sa.Integer(), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.CheckConstraint("state IN ('making', 'whole')", name=op.f('ck_transcode_runs_state')),
        sa.CheckConstraint("(state = 'whole') = (target IS NOT NULL)", name=op.f('ck_transcode_runs_target')),
        sa.ForeignKeyConstraint(
            ['video_id'], ['videos.id'], name=op.f('fk_transcode_runs_video_id'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_transcode_runs')),
        sa.UniqueConstraint('prefix', name=op.f('uq_transcode_runs_prefix')),
    )
    op.create_index('ix_transcode_runs_video_id_created_at', 'transcode_runs', ['video_id', 'created_at'])
    op.add_column('videos', sa.Column('delivered_run_id', sa.UUID(), nullable=True))
    op.add_column('renditions', sa.Column('run_id', sa.UUID(), nullable=True))
    _carry_over()
    op.drop_column('videos', 'hls')
    op.create_unique_constraint(op.f('uq_videos_delivered_run_id'), 'videos', ['delivered_run_id'])
    op.create_foreign_key(
        op.f('fk_videos_delivered_run_id'), 'videos', 'transcode_runs', ['delivered_run_id'], ['id'], ondelete='SET NULL'
    )
    op.add_column('transcode_pieces', sa.Column('run_id', sa.UUID(), nullable=False))
    for table, each in (('renditions', 'name'), ('transcode_pieces', 'number')):
        op.alter_column(table, 'run_id', nullable=False)
        op.drop_constraint(op.f(f'uq_{table}_video_id_run_{each}'), table, type_='unique')
        op.drop_column(table, 'video_id')
        op.drop_column(table, 'run')
        op.create_unique_constraint(op.f(f'uq_{table}_run_id_{each}'), table, ['run_id', each])
        op.create_foreign_key(
            op.f(f'fk_{table}_run_id'), table, 'transcode_runs', ['run_id'], ['id'], ondelete='CASCADE'
        )


def _carry_over() -> None:
    """What is delivered stays so. Runs under way begin anew: their plans lie in the object store, not here."""
    op.execute("""
        INSERT INTO transcode_runs (id, video_id, prefix, state, target)
        SELECT gen_random_uuid(), id, 'videos/' || id || '/hls/' || (hls->>'run') || '/', 'whole', (hls->>'target')::int
        FROM videos WHERE hls IS NOT NULL
    """)
    op.execute("UPDATE videos SET delivered_run_id = r.id FROM transcode_runs r WHERE r.video_id = videos.id")
    op.execute("""
        UPDATE renditions SET run_id = v.delivered_run_id FROM videos v
        WHERE v.id = renditions.video_id AND v.hls->>'run' = renditions.run
    """)
    op.execute(LEFT)
    op.execute('DELETE FROM renditions WHERE run_id IS NULL')
    op.execute('DELETE FROM transcode_pieces')


def downgrade() -> None:
    op.execute("DELETE FROM transcode_runs WHERE state = 'making'")
    op.add_column('videos', sa.Column('hls', JSON, nullable=True))
    op.execute("""
        UPDATE videos SET hls = jsonb_build_object('run', split_part(r.prefix, '/', 4), 'target', r.target)
        FROM transcode_runs r WHERE r.id = videos.delivered_run_id
    """)
    for table, each in (('renditions', 'name'), ('transcode_pieces', 'number')):
        op.add_column(table, sa.Column('video_id', sa.UUID(), nullable=True))
        op.add_column(table, sa.Column('run', sa.String(), nullable=True))
        op.execute(f"""
            UPDATE {table} SET video_id = r.video_id, run = split_part(r.prefix, '/', 4)
            FROM transcode_runs r WHERE r.id = {table}.run_id
        """)
        op.alter_column(table, 'video_id', nullable=False)
        op.alter_column(table, 'run', nullable=False)
        op.drop_column(table, 'run_id')
        op.create_unique_constraint(op.f(f'uq_{table}_video_id_run_{each}'), table, ['video_id', 'run', each])
        op.create_foreign_key(
            op.f(f'fk_{table}_video_id'), table, 'videos', ['video_id'], ['id'], ondelete='CASCADE'
        )
    op.drop_column('videos', 'delivered_run_id')
    op.drop_table('transcode_runs')
