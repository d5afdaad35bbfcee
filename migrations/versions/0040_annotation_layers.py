"""annotation_layers: every change of what people said has the next number of its video, and what is gone leaves it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

# The one that counts. Its row is held until the transaction ends, so that who sees a number sees all before it.
# What was said before there were numbers has 1. The video may be on its way out already: then there is no number.
NEXT = """
CREATE FUNCTION annotations_next_version(of_video uuid) RETURNS bigint LANGUAGE sql AS $$
    INSERT INTO annotation_layers AS layer (video_id, version, forgotten)
    SELECT v.id, 2, 0 FROM videos v WHERE v.id = of_video
    ON CONFLICT (video_id) DO UPDATE SET version = layer.version + 1
    RETURNING version
$$
"""
COUNT = """
CREATE FUNCTION annotations_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := coalesce(annotations_next_version(NEW.video_id), NEW.version);
    RETURN NEW;
END $$
"""
BURY = """
CREATE FUNCTION annotations_bury() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    gone_at bigint := annotations_next_version(OLD.video_id);
BEGIN
    IF gone_at IS NOT NULL THEN
        INSERT INTO annotation_tombstones (video_id, version, annotation_id, deleted_at)
        VALUES (OLD.video_id, gone_at, OLD.id, clock_timestamp());
    END IF;
    RETURN NULL;
END $$
"""
# A reaction is a change of what it is about.
REACT = """
CREATE FUNCTION annotations_react() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE annotations SET version = version WHERE id IN (SELECT c.annotation_id FROM changed c);
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    _add_columns()
    _make_tables()
    for function in (NEXT, COUNT, BURY, REACT):
        op.execute(function)
    op.execute(
        "CREATE TRIGGER annotations_count BEFORE INSERT OR UPDATE ON annotations"
        " FOR EACH ROW EXECUTE FUNCTION annotations_count()"
    )
    op.execute(
        "CREATE TRIGGER annotations_bury AFTER DELETE ON annotations FOR EACH ROW EXECUTE FUNCTION annotations_bury()"
    )
    for event, rows in (("INSERT", "NEW"), ("DELETE", "OLD")):
        op.execute(
            f"CREATE TRIGGER annotations_react_{event.lower()} AFTER {event} ON annotation_reactions"
            f" REFERENCING {rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION annotations_react()"
        )


def _add_columns() -> None:
    """All of them are empty or the same for every row: nothing is rewritten."""
    for column in (
        sa.Column("version", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("history", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("mentions", postgresql.ARRAY(sa.UUID()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by_id", sa.UUID(), nullable=True),
        sa.Column("client_id", sa.UUID(), nullable=True),
    ):
        op.add_column("annotations", column)
    op.execute(
        "ALTER TABLE annotations ADD CONSTRAINT fk_annotations_resolved_by_id"
        " FOREIGN KEY (resolved_by_id) REFERENCES users (id) ON DELETE SET NULL NOT VALID"
    )
    op.execute("ALTER TABLE annotations VALIDATE CONSTRAINT fk_annotations_resolved_by_id")
    op.create_index("ix_annotations_video_id_version_id", "annotations", ["video_id", "version", "id"])
    op.create_index(
        "ix_annotations_resolved_by_id",
        "annotations",
        ["resolved_by_id"],
        postgresql_where=sa.text("resolved_by_id IS NOT NULL"),
    )
    op.create_index(
        "uq_annotations_video_id_client_id",
        "annotations",
        ["video_id", "client_id"],
        unique=True,
        postgresql_where=sa.text("client_id IS NOT NULL"),
    )


def _make_tables() -> None:
    op.create_table(
        "annotation_layers",
        sa.Column("video_id", sa.UUID(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("forgotten", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_annotation_layers_video_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("video_id", name=op.f("pk_annotation_layers")),
    )
    op.create_table(
        "annotation_tombstones",
        sa.Column("video_id", sa.UUID(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("annotation_id", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["video_id"], ["videos.id"], name=op.f("fk_annotation_tombstones_video_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("video_id", "version", name=op.f("pk_annotation_tombstones")),
    )
    op.create_index(op.f("ix_annotation_tombstones_deleted_at"), "annotation_tombstones", ["deleted_at"])
    op.create_table(
        "annotation_reactions",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("annotation_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.UUID(), nullable=True),
        sa.Column("guest", sa.String(), nullable=True),
        sa.Column("emoji", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("(user_id IS NULL) <> (guest IS NULL)", name=op.f("ck_annotation_reactions_person")),
        sa.CheckConstraint("char_length(emoji) BETWEEN 1 AND 16", name=op.f("ck_annotation_reactions_emoji")),
        sa.ForeignKeyConstraint(
            ["annotation_id"], ["annotations.id"], name=op.f("fk_annotation_reactions_annotation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_annotation_reactions_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation_reactions")),
    )
    op.create_index(op.f("ix_annotation_reactions_user_id"), "annotation_reactions", ["user_id"])
    one = ["annotation_id", "emoji"]
    op.create_index("uq_annotation_reactions_user_id", "annotation_reactions", [*one, "user_id"], unique=True)
    op.create_index(
        "uq_annotation_reactions_guest",
        "annotation_reactions",
        [*one, "guest"],
        unique=True,
        postgresql_where=sa.text("guest IS NOT NULL"),
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER annotations_count ON annotations")
    op.execute("DROP TRIGGER annotations_bury ON annotations")
    op.drop_table("annotation_reactions")
    op.drop_table("annotation_tombstones")
    op.drop_table("annotation_layers")
    for function in ("annotations_react()", "annotations_bury()", "annotations_count()"):
        op.execute(f"DROP FUNCTION {function}")
    op.execute("DROP FUNCTION annotations_next_version(uuid)")
    op.drop_index("uq_annotations_video_id_client_id", table_name="annotations")
    op.drop_index("ix_annotations_resolved_by_id", table_name="annotations")
    op.drop_index("ix_annotations_video_id_version_id", table_name="annotations")
    op.drop_constraint("fk_annotations_resolved_by_id", "annotations", type_="foreignkey")
    for column in ("client_id", "resolved_by_id", "resolved_at", "mentions", "history", "edited_at", "version"):
        op.drop_column("annotations", column)
