"""Sounds have a language and a title, videos the still they begin with."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('videos', sa.Column('first_still_key', sa.String(), nullable=True))
    op.add_column('renditions', sa.Column('language', sa.String(), nullable=True))
    op.add_column('renditions', sa.Column('title', sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column('renditions', 'title')
    op.drop_column('renditions', 'language')
    op.drop_column('videos', 'first_still_key')
