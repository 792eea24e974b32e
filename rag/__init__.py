"""From a question to an answer made of cited passages; everything that reads and judges."""

import os

from rag import telemetry

telemetry.switch_off()
# Before anything imports numpy: its products are small here, and a second thread costs more than it brings.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
