"""From files and addresses to documents in the stores. `ingest/sync/sync.py` is the way in."""

import rag  # noqa: F401  switches telemetry off before any dependency is imported
