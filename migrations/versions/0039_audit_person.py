"""audit_person: the log by a whole address."""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_audit_log_person_id_of", "audit_log", ["person", "id"])


def downgrade() -> None:
    op.drop_index("ix_audit_log_person_id_of", table_name="audit_log")
