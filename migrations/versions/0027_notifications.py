"""notifications."""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        'users',
        sa.Column('mail_about', sa.ARRAY(sa.String()), server_default='{comments,shares}', nullable=False),
    )
    op.create_check_constraint(
        op.f('ck_users_mail_about'),
        'users',
        "mail_about <@ ARRAY['comments', 'shares', 'recordings']::varchar[]",
    )
    op.create_table('comment_mails',
    sa.Column('video_id', sa.UUID(), nullable=False),
    sa.Column('after_id', sa.BigInteger(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['video_id'], ['videos.id'], name=op.f('fk_comment_mails_video_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('video_id', name=op.f('pk_comment_mails'))
    )
    op.create_index(op.f('ix_comment_mails_due_at'), 'comment_mails', ['due_at'], unique=False)


def downgrade() -> None:
    op.drop_table('comment_mails')
    op.drop_constraint(op.f('ck_users_mail_about'), 'users')
    op.drop_column('users', 'mail_about')
