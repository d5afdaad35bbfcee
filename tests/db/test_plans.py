"""At 100,000 videos nothing that people wait for, and nothing beat asks at each tick, reads a table from end to end."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import suppress
from uuid import UUID

import psycopg2
import pytest
from apiflask import APIFlask
from sqlalchemy import text

from app import config, create_app
from app.db.queries import Scope
from app.domain.access import Caller, Guest
from app.domain.playback.links import Link
from app.domain.workspace.choices import Workspace
from app.errors import VideoFlowError
from app.extensions import db
from app.services.accounts import directory, invitations, sign_ins
from app.services.annotations import graves, shown
from app.services.documents import reading
from app.services.files import direct_uploads
from app.services.ingest import connections
from app.services.multitrack import recordings, upkeep
from app.services.operations import abandoned, kicks, purging, retention
from app.services.playback import signed_urls
from app.services.search import filling, finding
from app.services.sharing import links, people, publishing, visits
from app.services.sharing.visits import Opener
from app.services.videos import library, transfer
from app.services.workspace import audit, choices
from app.services.workspace.audit import Which
from benchmarks.support.plans import plans, scanned
from scripts.stack import Stack

NAME = "videoflow_plans"
VIDEOS = 100_000
# Tables that grow with use; the others have a row a person or a machine.
BIG = (
    "videos",
    "uploads",
    "stages",
    "annotations",
    "annotation_layers",
    "annotation_tombstones",
    "annotation_reactions",
    "document_steps",
    "frame_texts",
    "video_events",
    "renditions",
    "transcode_runs",
    "shares",
    "video_people",
    "audit_log",
    "search_lines",
    "search_documents",
    "search_words",
)
PEOPLE = 500
SEED = (
    "INSERT INTO users (id, email, name, password_hash, role)"
    f" SELECT gen_random_uuid(), n || '@example.org', 'Somebody', '', 'member' FROM generate_series(1, {PEOPLE}) n",
    "INSERT INTO videos (id, owner_id, title, s3_key, status, visibility, mime_type, playable, created_at, source)"
    " SELECT gen_random_uuid(), p.id, 'Recording ' || n, p.id || '/' || n, 'done', 'private', 'video/webm', true,"
    " now() - n * interval '1 hour', 'recording'"
    f" FROM (SELECT id, row_number() OVER () AS k FROM users) p, generate_series(1, {VIDEOS // PEOPLE}) n",
    "INSERT INTO uploads (id, video_id, track, state, s3_key, host, cursor, epoch, attempts, touched_at)"
    " SELECT gen_random_uuid(), id, 'main', 'completed', s3_key, 'somewhere', 0, 0, 0, created_at FROM videos",
    # What belongs to a video is there for some of them: as much as it takes for a scan to be the slower way.
    "CREATE TEMPORARY TABLE few ON COMMIT DROP AS SELECT id, owner_id FROM videos LIMIT 20000",
    "INSERT INTO stages (video_id, name, state, progress, attempts)"
    " SELECT id, name, 'done', 1, 1 FROM few, (VALUES ('finalize'), ('document')) AS s (name)",
    "INSERT INTO annotations (video_id, author_id, timestamp, type, content)"
    " SELECT id, owner_id, n, 'comment', 'Yes' FROM few, generate_series(1, 2) n",
    "INSERT INTO annotation_layers (video_id, version, forgotten) SELECT id, 10, 0 FROM few",
    "INSERT INTO annotation_tombstones (video_id, version, annotation_id, deleted_at) SELECT id, 10, 1, now() FROM few",
    "INSERT INTO annotation_reactions (annotation_id, user_id, emoji) SELECT id, author_id, 'x' FROM annotations",
    "INSERT INTO document_steps (id, video_id, index, timestamp, title, text)"
    " SELECT gen_random_uuid(), id, 0, 0, '', '' FROM few",
    "INSERT INTO transcode_runs (id, video_id, prefix, state, target)"
    " SELECT gen_random_uuid(), id, 'videos/' || id || '/hls/1/', 'whole', 4 FROM few",
    "UPDATE videos SET delivered_run_id = r.id FROM transcode_runs r WHERE r.video_id = videos.id",
    "INSERT INTO renditions (run_id, name, kind, progress) SELECT id, '720p', 'video', 1 FROM transcode_runs",
    'INSERT INTO shares (id, video_id, token_hash, "right")'
    " SELECT gen_random_uuid(), id, sha256(id::text::bytea), 'view' FROM few",
    'INSERT INTO video_people (id, video_id, user_id, email, "right")'
    " SELECT gen_random_uuid(), f.id, p.id, p.email, 'comment' FROM"
    " (SELECT id, row_number() OVER () AS n FROM few) f,"
    f" (SELECT id, email, row_number() OVER () AS k FROM users) p WHERE p.k % {PEOPLE // 3} = f.n % {PEOPLE // 3}",
    "UPDATE videos SET visibility = (ARRAY['private', 'people', 'workspace', 'link', 'public'])"
    "[1 + abs(hashtext(id::text)) % 5]",
    "UPDATE videos SET trashed_at = created_at WHERE abs(hashtext(id::text)) % 20 = 0"
    " AND id NOT IN (SELECT id FROM few)",
    "INSERT INTO audit_log (at, kind, person, details) SELECT now() - n * interval '1 minute', 'signed_in',"
    " (n % 500) || '@example.org', '{}' FROM generate_series(1, 50000) n",
    "INSERT INTO search_lines (video_id, source, start, text, moments, words, digest)"
    " SELECT id, source, 0, '', jsonb_build_array(jsonb_build_object('start', 0, 'end', 0, 'picture', null, 'places',"
    " jsonb_build_array())), to_tsvector('simple', 'word w' || id::text), ''"
    " FROM few, (VALUES ('title'), ('screen')) AS s (source)",
    "INSERT INTO search_documents (video_id, source, words)"
    " SELECT video_id, source, words || to_tsvector('simple', 'w' || start) FROM search_lines",
    "INSERT INTO search_words SELECT 'w' || md5(n::text) FROM generate_series(1, 50000) n",
    "INSERT INTO frame_texts (video_id, timestamp, \"end\", text, frame_key) SELECT id, 0, 1, 'Word', '' FROM few",
)


@pytest.fixture(scope="module")
def grown(services: Stack) -> Iterator[APIFlask]:
    """The application over a database in which there is much."""
    base, _, template = services.env["DATABASE_URL"].rpartition("/")
    server = psycopg2.connect(f"{base}/postgres".replace("+psycopg2", ""))
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {NAME} TEMPLATE {template}")
    app = create_app(dataclasses.replace(config.load(), database_url=f"{base}/{NAME}"))
    with app.app_context():
        with db.engine.begin() as connection:
            for table in (*(each for each in BIG[::-1] if each != "audit_log"), "auth_sessions", "users"):
                connection.execute(text(f"DELETE FROM {table}"))
            # What is seeded is whole by itself; asking for each row takes half of the time.
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in SEED:
                connection.execute(text(statement))
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM (ANALYZE)"))
        yield app
        db.engine.dispose()
    with server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
    server.close()


@dataclasses.dataclass(frozen=True, slots=True)
class Somebody:
    """One of the many, and one of their videos."""

    caller: Caller
    video: UUID


QUERIES: dict[str, Callable[[Somebody], object]] = {
    "sign-in": lambda who: sign_ins.signed_in_user(who.video),
    "library": lambda who: library.page(who.caller, None, None, 20, None),
    "library, next page": lambda who: library.page(who.caller, None, None, 20, _cursor(who)),
    "library, what was shared": lambda who: library.page(who.caller, None, None, 20, None, Scope.SHARED),
    "library, the workspace's": lambda who: library.page(who.caller, None, None, 20, None, Scope.WORKSPACE),
    "library, the trash": lambda who: library.page(who.caller, None, None, 20, None, Scope.TRASH),
    "library, one status": lambda who: library.page(who.caller, None, "failed", 20, None),
    "library, by title": lambda who: library.page(who.caller, "recording 17", None, 20, None),
    "video, also for events": lambda who: library.view(who.video, who.caller),
    "video, by a link": lambda who: _refused(lambda: visits.open_link("x", Opener())),
    "video, as a guest": lambda who: _refused(lambda: library.view(who.video, Guest(who.video, who.video))),
    "video, as somebody else": lambda who: _refused(lambda: library.view(who.video, Caller(who.video))),
    "an object's address": lambda who: signed_urls._still_may(
        Link(f"videos/{who.video}/x", 0, holder=f"u.{who.video}")
    ),
    "links of a video": lambda who: links.listing(who.video, who.caller),
    "people of a video": lambda who: people.listing(who.video, who.caller),
    "what a link shows to others": lambda who: publishing.preview("x"),
    "multitrack recordings": lambda who: recordings.listing(who.caller),
    "files under way": lambda who: direct_uploads.unfinished(who.caller),
    "comments": lambda who: shown.listing(who.video, who.caller, 50),
    "comments, next page": lambda who: shown.listing(who.video, who.caller, 50, (1.0, 1)),
    "what changed": lambda who: shown.since(who.video, who.caller, 1, 50),
    "what changed, next page": lambda who: shown.since(who.video, who.caller, 0, 50, (2, 1)),
    "annotations to forget": lambda _: graves.forget(),
    "guide": lambda who: reading.document(who.video, who.caller),
    "text on screen": lambda who: reading.texts(who.video, who.caller),
    "search": lambda who: finding.everywhere(who.caller, f"w{str(who.video)[:8]} ", 10),
    "search, nearly the same": lambda who: finding.everywhere(who.caller, "wc4ca4238a0b923820dcc509a6f75849x ", 10),
    "search in a video": lambda who: finding.within(who.video, who.caller, f"w{str(who.video)[:8]} "),
    "upload's place": lambda who: connections.progress(who.video, who.caller),
    "admin: people": lambda who: directory.page(None, 50, None),
    "admin: storage": lambda who: directory.storage(),
    "admin: invitations": lambda who: invitations.listing(),
    "admin: videos to somebody else": lambda who: _refused(
        lambda: transfer.transfer(who.caller.user_id, who.caller.user_id, who.caller.user_id)
    ),
    "audit log": lambda who: audit.page(Which(), 50, None),
    "audit log, by kind": lambda who: audit.page(Which(kind="link_made"), 50, 10_000),
    "audit log, by a part of a name or address": lambda who: audit.page(Which(person="7@example.org"), 50, None),
    "audit log, by a whole address": lambda who: audit.page(Which(person="17@example.org"), 50, None),
    "audit log, by kind and a whole address": lambda who: audit.page(Which("link_made", "17@example.org"), 50, None),
    "audit log, by a part of nobody's": lambda who: audit.page(Which(person="elsewhere"), 50, None),
    "audit log, by a short part": lambda who: audit.page(Which(person="q7"), 50, None),
    "beat: the audit log": lambda who: audit.forget(),
    "beat: old videos": lambda who: _kept_for_a_year(),
    "beat: stalled uploads": lambda who: kicks.drain_stalled(),
    "beat: stalled pipelines": lambda who: kicks.kick_stalled_pipelines(),
    "beat: stalled tracks": lambda who: upkeep.kick_stalled_tracks(),
    "beat: abandoned recordings": lambda who: abandoned.end_abandoned_recordings(),
    "beat: abandoned files": lambda who: direct_uploads.abort_abandoned(),
    "beat: the trash": lambda who: retention.empty_trash(),
    "beat: revoked links": lambda who: retention.forget_links(),
    "beat: what is to be made findable": lambda who: filling.ask_for_marked(),
    "beat: words that stand nowhere": lambda who: filling.forget_words(0.01),
    "beat: deleted videos": lambda who: purging.sweep_deleted(),
    "beat: old multitrack recordings": lambda who: upkeep.remove_old(),
}


def _refused(call: Callable[[], object]) -> None:
    """What is asked of whoever may not costs no more."""
    with suppress(VideoFlowError):
        call()


def _kept_for_a_year() -> None:
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(choices, "current", lambda: Workspace(retention_days=3650))
        retention.trash_old()


def _cursor(who: Somebody) -> str:
    return str(library.page(who.caller, None, None, 20, None).next_cursor)


@pytest.fixture(scope="module")
def somebody(grown: APIFlask) -> Somebody:
    with db.engine.connect() as connection:
        row = connection.execute(
            text("SELECT owner_id, id FROM videos WHERE id = (SELECT video_id FROM stages LIMIT 1)")
        ).one()
    return Somebody(Caller(row.owner_id), row.id)


@pytest.mark.parametrize("name", QUERIES)
def test_nothing_is_read_from_end_to_end(somebody: Somebody, name: str) -> None:
    found = plans(lambda: QUERIES[name](somebody))
    assert found
    print(f"{name}: {len(found)} statements, costs {[plan.partition('..')[2].partition(' ')[0] for plan in found]}")
    assert [plan for plan in found if scanned(plan, BIG)] == []


def test_a_scan_would_be_noticed(somebody: Somebody) -> None:
    def without_an_index() -> None:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT id FROM videos WHERE title = 'Recording 17'"))

    assert [scanned(plan, BIG) for plan in plans(without_an_index)] == [["videos"]]
