"""sharing: links, people, guests' comments, the trash.

Checks are exchanged without a look at the rows there are, which the old ones have seen, and looked at under a lighter
lock.
"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

VISIBILITIES = "visibility IN ('private', 'people', 'workspace', 'link', 'public')"
ROLES = "role IN ('admin', 'member', 'viewer')"
RIGHTS = "\"right\" IN ('view', 'comment', 'edit')"
OF_THE_WORKSPACE = "visibility IN ('workspace', 'public') AND deleted_at IS NULL AND trashed_at IS NULL"


def upgrade() -> None:
    _exchange('videos', 'visibility', VISIBILITIES)
    _exchange('users', 'role', ROLES)
    op.add_column('videos', sa.Column('trashed_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        'ix_videos_trashed_at',
        'videos',
        ['trashed_at'],
        postgresql_where=sa.text('trashed_at IS NOT NULL AND deleted_at IS NULL'),
    )
    op.create_index(
        'ix_videos_of_the_workspace', 'videos', ['created_at', 'id'], postgresql_where=sa.text(OF_THE_WORKSPACE)
    )
    _shares()
    _people()
    _guests_words()


def _exchange(table: str, name: str, condition: str) -> None:
    op.drop_constraint(op.f(f'ck_{table}_{name}'), table, type_='check')
    op.execute(f'ALTER TABLE {table} ADD CONSTRAINT ck_{table}_{name} CHECK ({condition}) NOT VALID')
    op.execute(f'ALTER TABLE {table} VALIDATE CONSTRAINT ck_{table}_{name}')


def _shares() -> None:
    op.create_table(
        'shares',
        sa.Column('id', sa.UUID(), nullable=False),
        sa.Column('video_id', sa.UUID(), nullable=False),
        sa.Column('created_by', sa.UUID(), nullable=True),
        sa.Column('token_hash', sa.LargeBinary(), nullable=False),
        sa.Column('right', sa.String(), nullable=False),
        sa.Column('password_hash', sa.String(), nullable=True),
        sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('start', sa.Float(), nullable=True),
        sa.Column('max_views', sa.Integer(), nullable=True),
        sa.Column('views', sa.Integer(), server_default='0', nullable=False),
        sa.Column('downloads', sa.Boolean(), server_default='false', nullable=False),
        sa.Column('needs_email', sa.Boolean(), server_default='false', nullable=False),
        sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.CheckConstraint(RIGHTS, name=op.f('ck_shares_right')),
        sa.CheckConstraint('start IS NULL OR start >= 0', name=op.f('ck_shares_start')),
        sa.CheckConstraint('max_views IS NULL OR max_views > 0', name=op.f('ck_shares_max_views')),
        sa.ForeignKeyConstraint(['video_id'], ['videos.id'], name=op.f('fk_shares_video_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['created_by'], ['users.id'], name=op.f('fk_shares_created_by'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_shares')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_shares_token_hash')),
    )
    op.create_index('ix_shares_video_id_created_at', 'shares', ['video_id', 'created_at'])
    op.create_index(
        'ix_shares_revoked_at', 'shares', ['revoked_at'], postgresql_where=sa.text('revoked_at IS NOT NULL')
    )
    op.create_index(op.f('ix_shares_created_by'), 'shares', ['created_by'])
    op.create_table(
        'share_guests',
        sa.Column('id', sa.UUID(), nullable=False),
        sa.Column('share_id', sa.UUID(), nullable=False),
        sa.Column('email', sa.String(), nullable=False),
        sa.Column('visits', sa.Integer(), server_default='1', nullable=False),
        sa.Column('last_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.ForeignKeyConstraint(['share_id'], ['shares.id'], name=op.f('fk_share_guests_share_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_share_guests')),
        sa.UniqueConstraint('share_id', 'email', name=op.f('uq_share_guests_share_id_email')),
    )


def _people() -> None:
    op.create_table(
        'video_people',
        sa.Column('id', sa.UUID(), nullable=False),
        sa.Column('video_id', sa.UUID(), nullable=False),
        sa.Column('user_id', sa.UUID(), nullable=True),
        sa.Column('email', sa.String(), nullable=False),
        sa.Column('right', sa.String(), nullable=False),
        sa.Column('created_by', sa.UUID(), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.CheckConstraint(RIGHTS, name=op.f('ck_video_people_right')),
        sa.ForeignKeyConstraint(['video_id'], ['videos.id'], name=op.f('fk_video_people_video_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_video_people_user_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(
            ['created_by'], ['users.id'], name=op.f('fk_video_people_created_by'), ondelete='SET NULL'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_video_people')),
    )
    op.create_index('uq_video_people_video_id_user_id', 'video_people', ['video_id', 'user_id'], unique=True)
    op.create_index('ix_video_people_user_id_video_id', 'video_people', ['user_id', 'video_id'])
    op.create_index('ix_video_people_created_by', 'video_people', ['created_by'])
    op.create_index(
        'uq_video_people_pending',
        'video_people',
        ['email', 'video_id'],
        unique=True,
        postgresql_where=sa.text('user_id IS NULL'),
    )


def _guests_words() -> None:
    op.alter_column('annotations', 'author_id', nullable=True)
    op.add_column('annotations', sa.Column('share_id', sa.UUID(), nullable=True))
    op.add_column('annotations', sa.Column('guest_name', sa.String(), nullable=True))
    op.add_column('annotations', sa.Column('guest_email', sa.String(), nullable=True))
    op.execute(
        'ALTER TABLE annotations ADD CONSTRAINT ck_annotations_author'
        ' CHECK (author_id IS NOT NULL OR guest_name IS NOT NULL) NOT VALID'
    )
    op.execute('ALTER TABLE annotations VALIDATE CONSTRAINT ck_annotations_author')
    op.create_foreign_key(
        op.f('fk_annotations_share_id'), 'annotations', 'shares', ['share_id'], ['id'], ondelete='SET NULL'
    )
    op.create_index(op.f('ix_annotations_share_id'), 'annotations', ['share_id'])
    op.create_index(
        'ix_annotations_guest_email',
        'annotations',
        ['guest_email'],
        postgresql_where=sa.text('guest_email IS NOT NULL'),
    )


def downgrade() -> None:
    op.execute('DELETE FROM annotations WHERE author_id IS NULL')
    op.drop_index('ix_annotations_guest_email', table_name='annotations')
    op.drop_index(op.f('ix_annotations_share_id'), table_name='annotations')
    op.drop_constraint(op.f('fk_annotations_share_id'), 'annotations', type_='foreignkey')
    op.drop_constraint(op.f('ck_annotations_author'), 'annotations', type_='check')
    for name in ('guest_email', 'guest_name', 'share_id'):
        op.drop_column('annotations', name)
    op.alter_column('annotations', 'author_id', nullable=False)
    op.drop_table('video_people')
    op.drop_table('share_guests')
    op.drop_table('shares')
    op.drop_index('ix_videos_of_the_workspace', table_name='videos')
    op.drop_index('ix_videos_trashed_at', table_name='videos')
    op.execute('UPDATE videos SET deleted_at = trashed_at WHERE trashed_at IS NOT NULL AND deleted_at IS NULL')
    op.drop_column('videos', 'trashed_at')
    op.execute("UPDATE users SET role = 'member' WHERE role = 'viewer'")
    op.execute("UPDATE videos SET visibility = 'private' WHERE visibility <> 'private'")
    _exchange('users', 'role', "role IN ('admin', 'member')")
    _exchange('videos', 'visibility', "visibility IN ('private')")
