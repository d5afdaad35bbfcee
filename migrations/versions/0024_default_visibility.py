"""default_visibility."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("default_visibility", sa.String(), nullable=True))
    op.create_check_constraint(
        op.f("ck_users_default_visibility"), "users", "default_visibility IN ('private', 'workspace', 'link')"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_users_default_visibility"), "users")
    op.drop_column("users", "default_visibility")
