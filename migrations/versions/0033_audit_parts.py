"""audit_parts: the log by a part of an address, and by an account."""

from alembic import op

revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_audit_log_person_id_id', 'audit_log', ['person_id', 'id'])
    op.create_index(
        'ix_audit_log_person_alike',
        'audit_log',
        ['person'],
        postgresql_using='gin',
        postgresql_ops={'person': 'gin_trgm_ops'},
    )
    op.drop_index('ix_audit_log_person_id_of', table_name='audit_log')


def downgrade() -> None:
    op.create_index('ix_audit_log_person_id_of', 'audit_log', ['person', 'id'])
    op.drop_index('ix_audit_log_person_alike', table_name='audit_log')
    op.drop_index('ix_audit_log_person_id_id', table_name='audit_log')
