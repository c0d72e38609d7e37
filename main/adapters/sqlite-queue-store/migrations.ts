/**
 * What each version of the database adds, in order; `user_version` counts how many have been made. They may call
 * `words_of_path`, which SQLite does not have of its own.
 */
export const migrations: readonly string[] = [
  `
  -- Jobs. \`rank\` is the priority turned round, so that the queue's order is ascending throughout.
  -- \`open\`: not delivered, failed or cancelled. \`due\`: waits, and its time has come.
  CREATE TABLE jobs (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    profile TEXT NOT NULL,
    folder TEXT,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ms REAL NOT NULL,
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    open INTEGER NOT NULL,
    until REAL,
    due INTEGER NOT NULL,
    because TEXT,
    image_id TEXT,
    rank INTEGER NOT NULL,
    place TEXT NOT NULL,
    created_at REAL NOT NULL,
    rest TEXT NOT NULL
  ) STRICT;
  CREATE INDEX jobs_path ON jobs (profile, path, created_at) WHERE kind <> 'delivered';
  CREATE INDEX jobs_bytes ON jobs (profile, sha256, created_at) WHERE kind <> 'delivered';
  CREATE INDEX jobs_order ON jobs (profile, kind, rank, place, created_at, id) WHERE open = 1;
  CREATE INDEX jobs_age ON jobs (profile, kind, created_at, id);
  CREATE INDEX jobs_waiting ON jobs (due, until) WHERE kind = 'waiting';
  CREATE INDEX jobs_due ON jobs (profile, rank, place, created_at, id) WHERE due = 1;
  CREATE INDEX jobs_because ON jobs (profile, because, until) WHERE kind = 'waiting';

  -- How many jobs, and of how many bytes, each profile has in each state. Kept by the database, so a crash cannot part them.
  CREATE TABLE tally (
    profile TEXT NOT NULL,
    kind TEXT NOT NULL,
    jobs INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (profile, kind)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER job_added AFTER INSERT ON jobs BEGIN
    INSERT INTO tally VALUES (new.profile, new.kind, 1, new.size)
      ON CONFLICT DO UPDATE SET jobs = jobs + 1, bytes = bytes + excluded.bytes;
  END;
  CREATE TRIGGER job_moved AFTER UPDATE OF profile, kind, size ON jobs
  WHEN old.kind <> new.kind OR old.profile <> new.profile OR old.size <> new.size BEGIN
    UPDATE tally SET jobs = jobs - 1, bytes = bytes - old.size WHERE profile = old.profile AND kind = old.kind;
    INSERT INTO tally VALUES (new.profile, new.kind, 1, new.size)
      ON CONFLICT DO UPDATE SET jobs = jobs + 1, bytes = bytes + excluded.bytes;
  END;
  CREATE TRIGGER job_gone AFTER DELETE ON jobs BEGIN
    UPDATE tally SET jobs = jobs - 1, bytes = bytes - old.size WHERE profile = old.profile AND kind = old.kind;
  END;

  -- What we know of each path. \`twin\`: the job whose image this duplicate will share.
  CREATE TABLE ledger (
    n INTEGER PRIMARY KEY,
    profile TEXT NOT NULL,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ms REAL NOT NULL,
    folder TEXT,
    sha256 TEXT,
    verdict TEXT NOT NULL,
    twin TEXT,
    at REAL NOT NULL,
    rest TEXT NOT NULL,
    UNIQUE (profile, path)
  ) STRICT;
  CREATE INDEX ledger_folder ON ledger (folder) WHERE folder IS NOT NULL;
  CREATE INDEX ledger_twin ON ledger (twin) WHERE twin IS NOT NULL;

  -- How many paths of each folder got which verdict; photos taken by hand count under the folder ''.
  CREATE TABLE ledger_tally (
    folder TEXT NOT NULL,
    verdict TEXT NOT NULL,
    photos INTEGER NOT NULL,
    PRIMARY KEY (folder, verdict)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER photo_known AFTER INSERT ON ledger BEGIN
    INSERT INTO ledger_tally VALUES (ifnull(new.folder, ''), new.verdict, 1)
      ON CONFLICT DO UPDATE SET photos = photos + 1;
  END;
  CREATE TRIGGER photo_judged AFTER UPDATE OF folder, verdict ON ledger
  WHEN old.verdict <> new.verdict OR old.folder IS NOT new.folder BEGIN
    UPDATE ledger_tally SET photos = photos - 1 WHERE folder = ifnull(old.folder, '') AND verdict = old.verdict;
    INSERT INTO ledger_tally VALUES (ifnull(new.folder, ''), new.verdict, 1)
      ON CONFLICT DO UPDATE SET photos = photos + 1;
  END;
  CREATE TRIGGER photo_forgotten AFTER DELETE ON ledger BEGIN
    UPDATE ledger_tally SET photos = photos - 1 WHERE folder = ifnull(old.folder, '') AND verdict = old.verdict;
  END;

  CREATE TABLE receipts (
    n INTEGER PRIMARY KEY,
    job TEXT NOT NULL UNIQUE,
    profile TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    image_id TEXT NOT NULL,
    at REAL NOT NULL,
    rest TEXT NOT NULL
  ) STRICT;
  CREATE INDEX receipts_bytes ON receipts (profile, sha256, at);
  CREATE INDEX receipts_profile ON receipts (profile, at, job);
  CREATE INDEX receipts_age ON receipts (at, job);

  CREATE TABLE folders (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, rest TEXT NOT NULL) STRICT;
  CREATE TABLE profiles (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, rest TEXT NOT NULL) STRICT;
  CREATE TABLE settings (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, rest TEXT NOT NULL) STRICT;

  -- Rows that no longer read as what they should be: kept as text, with the reason.
  CREATE TABLE set_aside (
    n INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    row TEXT NOT NULL
  ) STRICT;

  -- One row, touched to put everything before it on the platter.
  CREATE TABLE beat (n INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
  INSERT INTO beat VALUES (1, 0);
  `,
  `
  -- A crawl compares whole directories with what is known: answered from this index alone.
  CREATE INDEX ledger_stamps ON ledger (profile, path, size, mtime_ms);
  `,
  `
  -- The mirror of what is on the accounts. \`name\` and \`words\` without case and accents: what is sorted and searched by.
  CREATE TABLE library (
    n INTEGER PRIMARY KEY,
    profile TEXT NOT NULL,
    image_id TEXT NOT NULL,
    uploaded_at REAL NOT NULL,
    private INTEGER NOT NULL,
    creator TEXT,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    rest TEXT NOT NULL,
    UNIQUE (profile, image_id)
  ) STRICT;
  CREATE INDEX library_age ON library (profile, uploaded_at, image_id, private, creator);
  CREATE INDEX library_name ON library (profile, name, image_id);
  -- A search reads this index alone, and rows only for what it shows.
  CREATE INDEX library_words ON library (profile, uploaded_at, private, creator, words);

  -- Up to where the mirror of a profile agrees with its account.
  CREATE TABLE library_marks (
    profile TEXT PRIMARY KEY,
    newest REAL NOT NULL,
    whole_at REAL NOT NULL,
    agreed INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- An image may go, or get a new id: who names it is found by it. \`image\`: what this duplicate is one of.
  ALTER TABLE receipts ADD COLUMN ended_at REAL;
  CREATE INDEX receipts_kept ON receipts (profile, sha256, at) WHERE ended_at IS NULL;
  CREATE INDEX receipts_image ON receipts (profile, image_id, at);
  CREATE INDEX jobs_image ON jobs (profile, image_id) WHERE kind = 'delivered';
  ALTER TABLE ledger ADD COLUMN image TEXT;
  UPDATE ledger SET image = rest ->> '$.verdict.of.image' WHERE verdict = 'duplicate' AND json_valid(rest);
  CREATE INDEX ledger_image ON ledger (profile, image) WHERE image IS NOT NULL;
  `,
  `
  -- What has no job is listed newest first and searched by name. \`words\`: the name without case and accents.
  ALTER TABLE ledger ADD COLUMN words TEXT;
  UPDATE ledger SET words = words_of_path(path) WHERE verdict <> 'accepted';
  CREATE INDEX ledger_age ON ledger (verdict, at, n, words) WHERE words IS NOT NULL;
  CREATE INDEX ledger_profile_age ON ledger (profile, verdict, at, n, words) WHERE words IS NOT NULL;
  `,
  `
  -- Photos picked by hand may wait for the word to be sent: ready as jobs; the others in the ledger, by why they are not.
  ALTER TABLE jobs ADD COLUMN batch TEXT;
  CREATE INDEX jobs_batch ON jobs (batch, rank, place, created_at, id, size) WHERE batch IS NOT NULL;
  ALTER TABLE ledger ADD COLUMN batch TEXT;
  ALTER TABLE ledger ADD COLUMN batch_group TEXT;
  CREATE INDEX ledger_batch ON ledger (batch, batch_group, at, n, size) WHERE batch IS NOT NULL;
  `,
  `
  -- A grid is laid out by the shape of its pictures: width by height. Of photos we delivered the ledger knows it, of others their
  -- thumbnail; null until then. All images are listed from these indexes alone.
  ALTER TABLE library ADD COLUMN proportion REAL;
  DROP INDEX library_age;
  CREATE INDEX library_age ON library (profile, uploaded_at, image_id, private, creator, proportion);
  DROP INDEX library_name;
  CREATE INDEX library_name ON library (profile, name, image_id, uploaded_at, private, creator, proportion);
  CREATE INDEX library_creator ON library (profile, creator) WHERE creator IS NOT NULL;
  CREATE INDEX receipts_path ON receipts (profile, path, image_id);
  CREATE VIEW known_proportions AS
    SELECT profile, image_id, (facts ->> '$.width') * 1.0 / (facts ->> '$.height') AS proportion FROM (
      SELECT r.profile, r.image_id, CASE WHEN json_valid(l.rest) THEN l.rest -> '$.facts' END AS facts
      FROM receipts r JOIN ledger l ON l.profile = r.profile AND l.path = r.path AND l.sha256 = r.sha256
    ) WHERE facts ->> '$.width' > 0 AND facts ->> '$.height' > 0;
  UPDATE library SET proportion = (SELECT k.proportion FROM known_proportions k
    WHERE k.profile = library.profile AND k.image_id = library.image_id LIMIT 1);
  CREATE TRIGGER image_mirrored AFTER INSERT ON library BEGIN
    UPDATE library SET proportion = (SELECT k.proportion FROM known_proportions k
      WHERE k.profile = new.profile AND k.image_id = new.image_id LIMIT 1) WHERE n = new.n;
  END;
  CREATE TRIGGER image_delivered AFTER INSERT ON receipts BEGIN
    UPDATE library SET proportion = coalesce((SELECT k.proportion FROM known_proportions k
      WHERE k.profile = new.profile AND k.image_id = new.image_id LIMIT 1), proportion)
      WHERE profile = new.profile AND image_id = new.image_id;
  END;
  -- An id of a person's own may have been filled anew, which its time of upload tells to the second.
  CREATE TRIGGER image_refilled AFTER UPDATE OF uploaded_at ON library
  WHEN old.uploaded_at / 1000 - new.uploaded_at / 1000 NOT BETWEEN -1 AND 1 BEGIN
    UPDATE library SET proportion = NULL WHERE n = new.n;
  END;

  -- When the mirror of a profile was last compared with its account.
  CREATE TABLE library_syncs (profile TEXT PRIMARY KEY, at REAL NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO library_syncs SELECT profile, whole_at FROM library_marks;
  `,
  `
  -- Lists are searched by name, folder and reason: what is looked at stands in the index the list is read from.
  -- \`words\`: the name without case and accents. \`rule\`: the first a held photo breaks.
  ALTER TABLE jobs ADD COLUMN words TEXT NOT NULL DEFAULT '';
  ALTER TABLE jobs ADD COLUMN delivered_at REAL;
  UPDATE jobs SET words = words_of_path(path),
    delivered_at = CASE WHEN kind = 'delivered' AND json_valid(rest) THEN rest ->> '$.state.at' END;
  DROP INDEX jobs_order;
  CREATE INDEX jobs_order ON jobs (profile, kind, rank, place, created_at, id, folder, because, words) WHERE open = 1;
  DROP INDEX jobs_age;
  CREATE INDEX jobs_age ON jobs (profile, kind, created_at, id, folder, because, words);
  CREATE INDEX jobs_folder ON jobs (folder, kind, delivered_at) WHERE folder IS NOT NULL;
  ALTER TABLE ledger ADD COLUMN rule TEXT;
  UPDATE ledger SET rule = rest ->> '$.verdict.findings[0].rule'
    WHERE verdict IN ('held', 'dismissed') AND json_valid(rest);
  DROP INDEX ledger_age;
  CREATE INDEX ledger_age ON ledger (verdict, at, n, folder, rule, words) WHERE words IS NOT NULL;
  DROP INDEX ledger_profile_age;
  CREATE INDEX ledger_profile_age ON ledger (profile, verdict, at, n, folder, rule, words) WHERE words IS NOT NULL;
  `,
  `
  -- What a person picked by hand, under its batch, until the last photo of it is judged; and those that are.
  CREATE TABLE picked (
    n INTEGER PRIMARY KEY,
    batch TEXT NOT NULL UNIQUE,
    tries INTEGER NOT NULL,
    rest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE picked_done (batch TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (batch, path)) STRICT, WITHOUT ROWID;
  `,
]
