"""Where the tests find their material."""

from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
AFFAIR_FOLDER = TESTS / "affair"
