"""Measurements beside their baselines: `python -m benchmarks`. Open `__main__.py` first."""

import rag  # noqa: F401  switches telemetry off before any dependency is imported
