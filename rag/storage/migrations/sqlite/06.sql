-- A row of passages is long, for its vectors; whose it is, is asked for hundreds at a time.
CREATE INDEX passages_whose ON passages (id, document_id, revision);
