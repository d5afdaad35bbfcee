"""redaction."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0037'
down_revision = '0036'
branch_labels = None
depends_on = None

KINDS = "('password', 'api_key', 'card', 'iban', 'email', 'phone')"
DECISIONS = "('open', 'blurred', 'dismissed')"


def upgrade() -> None:
    op.add_column('videos', sa.Column('original', postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.add_column('videos', sa.Column('withheld', sa.Boolean(), server_default='false', nullable=False))
    op.add_column('videos', sa.Column('redaction_due', sa.Boolean(), server_default='false', nullable=False))
    op.create_table(
        'found_secrets',
        sa.Column('id', sa.UUID(), nullable=False),
        sa.Column('video_id', sa.UUID(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('excerpt', sa.String(), nullable=False),
        sa.Column('digest', sa.LargeBinary(), nullable=False),
        sa.Column('start', sa.Float(), nullable=False),
        sa.Column('spots', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column('covers', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column('decision', sa.String(), server_default='open', nullable=False),
        sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.CheckConstraint(f'kind IN {KINDS}', name=op.f('ck_found_secrets_kind')),
        sa.CheckConstraint(f'decision IN {DECISIONS}', name=op.f('ck_found_secrets_decision')),
        sa.ForeignKeyConstraint(
            ['video_id'], ['videos.id'], name=op.f('fk_found_secrets_video_id'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_found_secrets')),
    )
    op.create_index('ix_found_secrets_video_id_start', 'found_secrets', ['video_id', 'start'])


def downgrade() -> None:
    op.drop_table('found_secrets')
    for column in ('redaction_due', 'withheld', 'original'):
        op.drop_column('videos', column)
