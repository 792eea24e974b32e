"""From files and addresses to documents in the stores. `ingest/sync/sync.py` is the way in."""
