"""From a question to an answer made of cited sentences.

In: a `Question`, and the documents that `ingest` has stored. Out: an `Answer` with its citations.
Open `pipeline.py` first, with `types.py` beside it; `service.py` has the wiring.
"""

import os

from rag import telemetry

telemetry.switch_off()
# Before anything imports numpy: the matrices are small here, and a second thread costs more than it saves.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
