"""HTTP, the chat page and the command line. Open `app.py` or `cli.py` first."""

import rag  # noqa: F401  switches telemetry off before any dependency is imported
