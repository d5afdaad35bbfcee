"""evidence."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('frame_texts', sa.Column('changes', postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.add_column('document_steps', sa.Column('kind', sa.String(), nullable=True))
    op.add_column('document_steps', sa.Column('label', sa.String(), nullable=True))
    op.add_column('document_steps', sa.Column('target', postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.add_column('document_steps', sa.Column('pointer', postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.add_column('document_steps', sa.Column('strength', sa.Float(), nullable=True))
    op.add_column('videos', sa.Column('title_is_ours', sa.Boolean(), server_default='false', nullable=False))


def downgrade() -> None:
    op.drop_column('videos', 'title_is_ours')
    for column in ('strength', 'pointer', 'target', 'label', 'kind'):
        op.drop_column('document_steps', column)
    op.drop_column('frame_texts', 'changes')
