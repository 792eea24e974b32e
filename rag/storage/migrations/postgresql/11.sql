-- The whole schema, as the scripts of SQLite have made it up to this version: the first that PostgreSQL had. Text is
-- compared by its bytes, as there; `rowid` is the order in which rows were added.
CREATE TABLE schema_version (version BIGINT NOT NULL);
CREATE TABLE settings (key TEXT COLLATE "C" PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE documents (
    id TEXT COLLATE "C" NOT NULL,
    revision TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('pending', 'indexed', 'removing')),
    text_sha TEXT COLLATE "C" NOT NULL,
    text TEXT NOT NULL,
    metadata TEXT NOT NULL,
    pages TEXT NOT NULL,
    warnings TEXT NOT NULL,
    file_sha TEXT COLLATE "C",
    media_type TEXT COLLATE "C",
    ingested_at TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C",
    PRIMARY KEY (id, revision)
);
-- Slices are cut from texts all the time: not compressed, they need not be unpacked for it.
ALTER TABLE documents ALTER COLUMN text SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX one_shown ON documents (id) WHERE state = 'indexed';
CREATE INDEX documents_by_text ON documents (text_sha);
CREATE INDEX documents_by_file ON documents (file_sha);
CREATE VIEW shown AS SELECT * FROM documents WHERE state = 'indexed';

CREATE TABLE corrections (
    document_id TEXT COLLATE "C" NOT NULL, field TEXT COLLATE "C" NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (document_id, field)
);
CREATE TABLE places (
    path TEXT COLLATE "C" PRIMARY KEY,
    document_id TEXT COLLATE "C" NOT NULL,
    "within" TEXT COLLATE "C" NOT NULL,
    stamp TEXT COLLATE "C" NOT NULL,
    rowid BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX places_by_document ON places (document_id);

CREATE TABLE passages (
    id TEXT COLLATE "C" PRIMARY KEY,
    document_id TEXT COLLATE "C" NOT NULL,
    revision TEXT COLLATE "C" NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentence_vectors BYTEA,
    vector BYTEA,
    vectors_crc BIGINT,
    FOREIGN KEY (document_id, revision) REFERENCES documents (id, revision) ON DELETE CASCADE
);
ALTER TABLE passages ALTER COLUMN sentence_vectors SET STORAGE EXTERNAL, ALTER COLUMN vector SET STORAGE EXTERNAL;
CREATE INDEX passages_by_document ON passages (document_id, revision, start);
CREATE VIEW shown_passages AS
    SELECT p.*, substr(d.text, p.start + 1, p."end" - p.start) AS text
    FROM passages p JOIN shown d ON d.id = p.document_id AND d.revision = p.revision;

CREATE TABLE sentences (
    document_id TEXT COLLATE "C" NOT NULL,
    revision TEXT COLLATE "C" NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    speaker TEXT COLLATE "C",
    said_via TEXT,
    manner TEXT COLLATE "C" NOT NULL,
    said_on TEXT COLLATE "C",
    PRIMARY KEY (document_id, revision, start),
    FOREIGN KEY (document_id, revision) REFERENCES documents (id, revision) ON DELETE CASCADE
);
CREATE INDEX sentences_by_speaker ON sentences (speaker) WHERE speaker IS NOT NULL;
CREATE TABLE heard (
    passage_id TEXT COLLATE "C" NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
    speaker TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (passage_id, speaker)
);
CREATE INDEX heard_by_speaker ON heard (speaker, passage_id);

CREATE TABLE layouts (
    document_id TEXT COLLATE "C" NOT NULL,
    revision TEXT COLLATE "C" NOT NULL,
    layout BYTEA NOT NULL,
    PRIMARY KEY (document_id, revision),
    FOREIGN KEY (document_id, revision) REFERENCES documents (id, revision) ON DELETE CASCADE
);
CREATE TABLE sketches (
    document_id TEXT COLLATE "C" NOT NULL,
    revision TEXT COLLATE "C" NOT NULL,
    sketch BYTEA NOT NULL,
    PRIMARY KEY (document_id, revision),
    FOREIGN KEY (document_id, revision) REFERENCES documents (id, revision) ON DELETE CASCADE
);
CREATE TABLE bands (
    digest BYTEA NOT NULL,
    document_id TEXT COLLATE "C" NOT NULL,
    revision TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (digest, document_id, revision),
    FOREIGN KEY (document_id, revision) REFERENCES sketches (document_id, revision) ON DELETE CASCADE
);
CREATE INDEX bands_by_document ON bands (document_id, revision);
CREATE TABLE copies (
    document_id TEXT COLLATE "C" NOT NULL,
    revision TEXT COLLATE "C" NOT NULL,
    other_id TEXT COLLATE "C" NOT NULL,
    other_revision TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (document_id, revision, other_id, other_revision),
    FOREIGN KEY (document_id, revision) REFERENCES sketches (document_id, revision) ON DELETE CASCADE,
    FOREIGN KEY (other_id, other_revision) REFERENCES sketches (document_id, revision) ON DELETE CASCADE
);
CREATE INDEX copies_by_other ON copies (other_id, other_revision);

CREATE TABLE conversations (
    id TEXT COLLATE "C" PRIMARY KEY,
    title TEXT NOT NULL,
    created_at TEXT COLLATE "C" NOT NULL,
    pinned BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE answers (
    id TEXT COLLATE "C" PRIMARY KEY,
    conversation_id TEXT COLLATE "C" NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    created_at TEXT COLLATE "C" NOT NULL,
    body_crc BIGINT,
    rowid BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX answers_by_conversation ON answers (conversation_id, created_at);
CREATE UNIQUE INDEX answers_in_order ON answers (rowid);
CREATE TABLE feedback (
    answer_id TEXT COLLATE "C" NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL, reason TEXT, comment TEXT, created_at TEXT COLLATE "C" NOT NULL,
    rowid BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX feedback_by_answer ON feedback (answer_id);
CREATE TABLE reusable (
    key TEXT COLLATE "C" PRIMARY KEY,
    answer_id TEXT COLLATE "C" NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL
);
CREATE INDEX reusable_by_answer ON reusable (answer_id);
CREATE TABLE pins (
    id TEXT COLLATE "C" PRIMARY KEY,
    place BIGINT NOT NULL,
    body TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    heading TEXT NOT NULL DEFAULT '',
    created_at TEXT COLLATE "C" NOT NULL,
    rowid BIGINT GENERATED ALWAYS AS IDENTITY
);

-- Original files whose record is out of date: as the triggers of SQLite note them.
CREATE TABLE unsettled_originals (file_sha TEXT COLLATE "C" PRIMARY KEY);
CREATE FUNCTION unsettle_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (
        SELECT old.file_sha WHERE TG_OP <> 'INSERT' UNION SELECT new.file_sha WHERE TG_OP <> 'DELETE'
    ) AS both_of WHERE file_sha IS NOT NULL ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE FUNCTION unsettle_of_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM documents
    WHERE file_sha IS NOT NULL AND id IN (
        SELECT old.document_id WHERE TG_OP <> 'INSERT' UNION SELECT new.document_id WHERE TG_OP <> 'DELETE'
    ) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER documents_changed AFTER INSERT OR UPDATE OR DELETE ON documents
    FOR EACH ROW EXECUTE FUNCTION unsettle_document();
CREATE TRIGGER places_changed AFTER INSERT OR UPDATE OR DELETE ON places
    FOR EACH ROW EXECUTE FUNCTION unsettle_of_document();
CREATE TRIGGER corrections_changed AFTER INSERT OR UPDATE OR DELETE ON corrections
    FOR EACH ROW EXECUTE FUNCTION unsettle_of_document();

-- Functions that SQLite has by itself, so that a statement is written once.
CREATE FUNCTION json_valid(body TEXT) RETURNS BOOLEAN LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN body::json IS NOT NULL;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN false;
END $$;
CREATE FUNCTION json_extract(body TEXT, path TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
    SELECT body::json ->> substr(path, 3)
$$;
CREATE FUNCTION hex(body TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
    SELECT upper(encode(convert_to(body, 'UTF8'), 'hex'))
$$;
