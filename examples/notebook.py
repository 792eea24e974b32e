"""Ingest a folder and ask it questions, in a dozen lines; paste it into a notebook, or run it:

python examples/notebook.py [FOLDER] [QUESTION …]
"""

import sys
from tempfile import TemporaryDirectory

from report_qa import open_library

folder, *questions = sys.argv[1:] or ["documents"]

with TemporaryDirectory() as data_dir, open_library(data_dir) as library:
    outcome = library.ingest(folder)
    print(f"{outcome.documents} documents, {outcome.passages} passages")
    for question in questions or ["How did Ofsted respond to the report?"]:
        answer = library.ask(question)
        print(f"\n{question} ({answer.status})\n\n{answer.text}\n")
        for citation in answer.citations:
            print(f"[{citation.marker}] {citation.title}, {citation.publisher}, {citation.date or 'undated'}")
