-- Original files whose record is out of date, or that no document refers to any more. The triggers make it part of
-- each transaction that changes a document, so that a kill leaves none behind.
CREATE TABLE unsettled_originals (file_sha TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM documents WHERE file_sha NOT NULL;
CREATE INDEX documents_by_file ON documents (file_sha);

-- Deleted text may stand in the free pages of a file from before they were overwritten.
INSERT INTO settings SELECT 'erasing', 'compact' WHERE EXISTS (SELECT 1 FROM documents);
CREATE TRIGGER documents_INSERT_new AFTER INSERT ON documents BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (SELECT new.file_sha AS file_sha)
    WHERE file_sha NOT NULL AND file_sha NOT IN unsettled_originals; END;
CREATE TRIGGER documents_UPDATE_old AFTER UPDATE ON documents BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (SELECT old.file_sha AS file_sha)
    WHERE file_sha NOT NULL AND file_sha NOT IN unsettled_originals; END;
CREATE TRIGGER documents_UPDATE_new AFTER UPDATE ON documents BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (SELECT new.file_sha AS file_sha)
    WHERE file_sha NOT NULL AND file_sha NOT IN unsettled_originals; END;
CREATE TRIGGER documents_DELETE_old AFTER DELETE ON documents BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (SELECT old.file_sha AS file_sha)
    WHERE file_sha NOT NULL AND file_sha NOT IN unsettled_originals; END;
CREATE TRIGGER places_INSERT_new AFTER INSERT ON places BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (SELECT file_sha FROM documents WHERE id = new.document_id)
    WHERE file_sha NOT NULL AND file_sha NOT IN unsettled_originals; END;
CREATE TRIGGER places_UPDATE_old AFTER UPDATE ON places BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (SELECT file_sha FROM documents WHERE id = old.document_id)
    WHERE file_sha NOT NULL AND file_sha NOT IN unsettled_originals; END;
CREATE TRIGGER places_UPDATE_new AFTER UPDATE ON places BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (SELECT file_sha FROM documents WHERE id = new.document_id)
    WHERE file_sha NOT NULL AND file_sha NOT IN unsettled_originals; END;
CREATE TRIGGER places_DELETE_old AFTER DELETE ON places BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (SELECT file_sha FROM documents WHERE id = old.document_id)
    WHERE file_sha NOT NULL AND file_sha NOT IN unsettled_originals; END;
CREATE TRIGGER corrections_INSERT_new AFTER INSERT ON corrections BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (SELECT file_sha FROM documents WHERE id = new.document_id)
    WHERE file_sha NOT NULL AND file_sha NOT IN unsettled_originals; END;
CREATE TRIGGER corrections_UPDATE_old AFTER UPDATE ON corrections BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (SELECT file_sha FROM documents WHERE id = old.document_id)
    WHERE file_sha NOT NULL AND file_sha NOT IN unsettled_originals; END;
CREATE TRIGGER corrections_UPDATE_new AFTER UPDATE ON corrections BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (SELECT file_sha FROM documents WHERE id = new.document_id)
    WHERE file_sha NOT NULL AND file_sha NOT IN unsettled_originals; END;
CREATE TRIGGER corrections_DELETE_old AFTER DELETE ON corrections BEGIN
    INSERT INTO unsettled_originals SELECT DISTINCT file_sha FROM (SELECT file_sha FROM documents WHERE id = old.document_id)
    WHERE file_sha NOT NULL AND file_sha NOT IN unsettled_originals; END;
