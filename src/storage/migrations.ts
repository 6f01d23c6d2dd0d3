/**
 * Every change of the schema, in order; `PRAGMA user_version` counts those that were made. A migration that has shipped is
 * never edited.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE cards (
    card_id TEXT PRIMARY KEY,
    note_id TEXT NOT NULL,
    is_lab INTEGER NOT NULL DEFAULT 0,
    -- Where it stands in the curriculum; NULL when it is not in it (any more).
    position INTEGER,
    topic TEXT,
    state TEXT NOT NULL DEFAULT 'new',
    due_at INTEGER,
    due_day INTEGER,
    step INTEGER NOT NULL DEFAULT 0,
    stability REAL,
    difficulty REAL,
    interval INTEGER NOT NULL DEFAULT 0,
    reps INTEGER NOT NULL DEFAULT 0,
    lapses INTEGER NOT NULL DEFAULT 0,
    last_review_at INTEGER,
    last_review_day INTEGER,
    suspended INTEGER NOT NULL DEFAULT 0,
    buried_day INTEGER,
    leech INTEGER NOT NULL DEFAULT 0,
    flag INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX cards_new ON cards (position) WHERE state = 'new' AND position IS NOT NULL AND suspended = 0;
  CREATE INDEX cards_due ON cards (due_day, last_review_at) WHERE state = 'review';
  CREATE INDEX cards_learning ON cards (due_at) WHERE state IN ('learning', 'relearning');
  -- Siblings that were seen today keep a card back.
  CREATE INDEX cards_note ON cards (note_id, last_review_day);
  CREATE INDEX cards_topic ON cards (topic, state);
  CREATE INDEX cards_lab ON cards (card_id) WHERE is_lab = 1;

  -- Every change, never edited but for the mark that it was taken back; what two folders are merged from.
  CREATE TABLE operations (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    card_id TEXT,
    request_id TEXT NOT NULL UNIQUE,
    payload TEXT NOT NULL,
    before TEXT,
    after TEXT,
    undone INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE reviews (
    id TEXT PRIMARY KEY REFERENCES operations (id),
    card_id TEXT NOT NULL,
    is_lab INTEGER NOT NULL,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    duration_ms INTEGER NOT NULL,
    state_before TEXT NOT NULL,
    interval_before INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX reviews_day ON reviews (day, is_lab, undone, state_before, rating, duration_ms, interval_before);
  CREATE INDEX reviews_card ON reviews (card_id, at);

  CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE lab_sessions (
    id TEXT PRIMARY KEY,
    lab_id TEXT NOT NULL,
    engine TEXT NOT NULL,
    phase TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX lab_sessions_lab ON lab_sessions (lab_id, started_at);
  `,
]
