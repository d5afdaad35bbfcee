"""Fills an empty database with as much as a busy server has after years, by statements that make their rows."""

from sqlalchemy import text

from app.extensions import db

# One video in a hundred is deleted and waits to be purged, one in twenty lies in the trash.
_DELETED, _TRASHED = 100, 20
_AUDIT_ENTRIES = 200_000
_KINDS = "ARRAY['signed_in', 'signed_out', 'link_made', 'visibility_changed', 'video_trashed', 'role_changed']"


def filled(videos: int, people: int, grants: int) -> None:
    """So many of each: videos are spread over people, grants over videos; then tables are vacuumed, as servers do."""
    with db.engine.begin() as connection:
        # What is filled in is whole by itself; asking for each row takes half of the time.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("SET LOCAL synchronous_commit = off"))
        for statement in _statements(videos, people, grants):
            connection.execute(text(statement))
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (ANALYZE)"))


def _statements(videos: int, people: int, grants: int) -> tuple[str, ...]:
    each = grants // videos
    return (
        "INSERT INTO users (id, email, name, password_hash, role)"
        " SELECT gen_random_uuid(), n || '@example.org', 'Person ' || n, '', 'member'"
        f" FROM generate_series(1, {people}) n",
        "INSERT INTO auth_sessions (id, user_id, refresh_jti, expires_at)"
        " SELECT gen_random_uuid(), id, '', now() + interval '30 days' FROM users, generate_series(1, 5)",
        "CREATE TEMPORARY TABLE persons ON COMMIT DROP AS SELECT id, email, row_number() OVER () - 1 AS k FROM users",
        "CREATE UNIQUE INDEX ON persons (k)",
        "CREATE TEMPORARY TABLE made ON COMMIT DROP AS SELECT gen_random_uuid() AS id, n"
        f" FROM generate_series(0, {videos - 1}) n",
        "INSERT INTO videos (id, owner_id, title, s3_key, status, visibility, mime_type, playable, size, duration,"
        " created_at, source, trashed_at, deleted_at)"
        " SELECT m.id, p.id, 'Recording ' || m.n, 'videos/' || m.id || '/original.webm', 'done',"
        " (ARRAY['private', 'people', 'workspace', 'link', 'public'])[1 + (m.n / 7) % 5], 'video/webm', true,"
        " 1000000 + m.n, 60, now() - m.n * interval '9 minutes', 'recording',"
        f" CASE WHEN (m.n / 3) % {_TRASHED} = 0 THEN now() END, CASE WHEN (m.n / 3) % {_DELETED} = 1 THEN now() END"
        f" FROM made m JOIN persons p ON p.k = m.n % {people}",
        "INSERT INTO uploads (id, video_id, track, state, s3_key, host, cursor, epoch, attempts, touched_at, size)"
        " SELECT gen_random_uuid(), id, 'main', 'completed', s3_key, 'somewhere', size, 0, 0, created_at, size"
        " FROM videos",
        "INSERT INTO stages (video_id, name, state, progress, attempts)"
        " SELECT id, name, 'done', 1, 1 FROM made, (VALUES ('finalize'), ('probe'), ('transcode')) AS s (name)",
        "INSERT INTO document_steps (id, video_id, index, timestamp, title, text)"
        " SELECT gen_random_uuid(), id, i, i, 'Step', '' FROM made, generate_series(0, 2) i",
        "INSERT INTO annotations (video_id, author_id, timestamp, type, content)"
        f" SELECT m.id, p.id, 1, 'comment', 'Yes' FROM made m JOIN persons p ON p.k = (m.n * 3 + 1) % {people}",
        'INSERT INTO shares (id, video_id, token_hash, "right")'
        " SELECT gen_random_uuid(), id, sha256(id::text::bytea), 'view' FROM made WHERE n % 2 = 0",
        # For each video other people than its owner, and no one twice.
        'INSERT INTO video_people (id, video_id, user_id, email, "right", created_by)'
        " SELECT gen_random_uuid(), m.id, p.id, p.email, (ARRAY['view', 'comment', 'edit'])[1 + j % 3], NULL"
        f" FROM made m CROSS JOIN generate_series(1, {each}) j"
        f" JOIN persons p ON p.k = (m.n + j * 97) % {people}",
        "INSERT INTO audit_log (at, kind, person_id, person, about_id, about, details)"
        f" SELECT now() - (200000 - n) * interval '2 minutes', ({_KINDS})[1 + n % 6], p.id, p.email, NULL,"
        " 'Recording', '{}'"
        f" FROM generate_series(1, {_AUDIT_ENTRIES}) n JOIN persons p ON p.k = (n * 7) % {people}",
    )
