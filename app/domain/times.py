"""How long things may be silent, away or under way: one contract, in seconds; everything else reads it.

1. Whatever lives says so every BEAT. Who has missed MISSED_BEATS of them is *silent*: perhaps gone, perhaps cut off.
2. A silent one counts as *lost* only after another GRACE in which the database could be asked all the while: when the
   database itself was away, everybody is silent at once, and who lives is heard again within GRACE of its return. So
   what is lost is known after WORKER_LOST, and an outage of any length makes nobody lost who lives.
3. Work that meets an outage waits for its end, up to PATIENCE, instead of failing; shorter ones cost time and nothing
   else. OUTAGE is what is promised and tried (docs/reliability.md).
4. A person is followed more loosely than a process: a connected recorder is noted every TOUCH only, because there are
   thousands, and is gone once it has missed two and some slack.
5. Beat looks for what stalled after longer than it takes to know that a worker is lost, and what it has asked for once
   it does not ask for again before FAIR_TIME, while workers are behind.

tests/domain/test_times.py holds the inequalities.
"""

# ---- signs of life ---------------------------------------------------------------------------------------------------

BEAT = 5.0
MISSED_BEATS = 3
SILENT = MISSED_BEATS * BEAT

# ---- a database or Redis that is away --------------------------------------------------------------------------------

OUTAGE = 30.0
PATIENCE = 4 * OUTAGE
# Pauses between tries grow from the first to the second: nobody is later than a beat when the outage ends.
RETRY_FIRST, RETRY_LONGEST = 0.5, BEAT
# A new connection, and how long an old one whose other end is gone may go unnoticed.
DATABASE_CONNECT = 5.0
DATABASE_DEAD = 10.0
# Events are worth little: whoever tells one waits no longer than this, and not again soon.
EVENT_TIMEOUT = 2.0
# A limit is counted before every answer: a Redis that is slow makes nobody slower than this, and once.
LIMIT_TIMEOUT = 0.5
EVENT_BREAK = BEAT

# ---- who is lost -----------------------------------------------------------------------------------------------------

# The longest that somebody who lives takes to be heard, from the moment the database is back.
GRACE = DATABASE_DEAD + RETRY_LONGEST
WORKER_LOST = SILENT + GRACE
# A lease is renewed with every beat while its holder works, however long its object store takes.
LEASE = WORKER_LOST
# Longer, because a machine takes its spool with it: a worker that restarts is back well within this.
HOST_LOST = 2 * WORKER_LOST
HOST_FORGOTTEN = 7 * 24 * 3600.0

# ---- recorders -------------------------------------------------------------------------------------------------------

TOUCH = 12 * BEAT
# A touch that comes sooner after the last one is not worth a write.
TOUCH_WORTH = TOUCH / 2
RECORDER_GONE = 2.5 * TOUCH

# ---- what beat looks for ---------------------------------------------------------------------------------------------

KICK_UPLOADS_EVERY = SILENT
KICK_PIPELINES_EVERY = 2 * KICK_UPLOADS_EVERY
END_ABANDONED_EVERY = 60.0
SWEEP_EVERY = 15 * 60.0
# An upload in which nothing moved for so long is looked at; one that just fills its next part is left alone then.
UPLOAD_QUIET = SILENT
PIPELINE_QUIET = 2 * WORKER_LOST
FAIR_TIME = 600.0

# ---- recordings that are read while they are made --------------------------------------------------------------------

# Of a turn: what it looks at, and then reads, before others have their turn; and what nobody takes for more.
READ_ALONG_TURN = 2 * BEAT
READ_ALONG_LEASE = 120.0
# Who was asked and has not begun: the message is lost, or workers are that far behind.
READ_ALONG_ASKED = 300.0

# ---- the object store ------------------------------------------------------------------------------------------------

STORE_CONNECT = 5.0
STORE_READ = 60.0
STORE_ATTEMPTS = 4
# botocore's standard retries wait at most 20 s between two attempts.
STORE_LONGEST = STORE_ATTEMPTS * (STORE_CONNECT + STORE_READ) + (STORE_ATTEMPTS - 1) * 20.0
# What nobody owns is swept once no worker can be between making it and writing it down.
ORPHAN_AGE = 3600.0
# A multipart upload that the database does not know may be a large file that a stage stores, and takes as long as that.
MULTIPART_ORPHAN = 24 * 3600.0
