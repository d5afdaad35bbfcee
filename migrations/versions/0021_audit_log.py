"""audit_log: entries that nobody changes, the owner of the table included."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None

# One place may remove what is old enough, and says so for the length of its transaction.
STAYS = """
CREATE FUNCTION audit_log_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('videoflow.audit_forgets', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit log is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$
"""


def upgrade() -> None:
    op.create_table(
        'audit_log',
        sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('person_id', sa.UUID(), nullable=True),
        sa.Column('person', sa.String(), nullable=True),
        sa.Column('about_id', sa.UUID(), nullable=True),
        sa.Column('about', sa.String(), nullable=True),
        sa.Column('details', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_log')),
    )
    op.create_index(op.f('ix_audit_log_at'), 'audit_log', ['at'])
    op.create_index('ix_audit_log_kind_id', 'audit_log', ['kind', 'id'])
    op.create_index('ix_audit_log_person_id_of', 'audit_log', ['person', 'id'])
    op.execute(STAYS)
    op.execute(
        'CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE ON audit_log'
        ' FOR EACH ROW EXECUTE FUNCTION audit_log_stays()'
    )
    op.execute(
        'CREATE TRIGGER audit_log_stays_whole BEFORE TRUNCATE ON audit_log'
        ' FOR EACH STATEMENT EXECUTE FUNCTION audit_log_stays()'
    )


def downgrade() -> None:
    op.drop_table('audit_log')
    op.execute('DROP FUNCTION audit_log_stays()')
