"""Questions that no article answers, among those that some do (MultiHop-RAG's null queries).

For each sign a threshold is laid so that at most 5 % of the answerable questions are refused; the share of the null
questions that fall below it is what the sign is worth. The last row is the judgement as it is in use.
`--every=N` takes one question in N.
"""

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.encoders import built_in
from benchmarks.heading import SHARED, absent, heading, share, table
from benchmarks.multihop import library, questions
from benchmarks.options import number
from benchmarks.report import show
from rag.judging.reading import Reader
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.storage.term_weights import Rarity

_DATA = SHARED / "eval" / "multihop_rag"
_FALSE = 0.05


def main() -> int:
    if absent("MultiHop-RAG null questions", _DATA):
        return 0
    every = number("every", 1)
    asked = questions(_DATA)[::every]
    signs: dict[str, list[float]] = {"best cosine": [], "best BM25": [], "report-qa": []}
    in_use = []
    with library(_DATA) as stores:
        reader = Reader(stores, Retriever(stores), Rarity(stores.lexical), built_in())
        for question in asked:
            reading = reader.read(Query(question.text))
            judgement = reading.judgement
            signs["best cosine"].append(max((hit.cosine or 0.0) for hit in reading.hits))
            signs["best BM25"].append(stores.lexical.search(question.text, 1)[0][1])
            signs["report-qa"].append(judgement.probability)
            in_use.append(judgement.verdict != "none")
    truth = np.array([bool(question.facts) for question in asked])
    rows = []
    for name, values in signs.items():
        score = np.array(values)
        bound = np.quantile(score[truth], _FALSE)
        refused = int((score[~truth] < bound).sum())
        rows.append(
            [name, f"{roc_auc_score(truth, score):.3f}", share(refused, int((~truth).sum())), f"{_FALSE:.0%}"]
        )
    passed = np.array(in_use)
    falsely = int((~passed[truth]).sum())
    refused = int((~passed[~truth]).sum())
    rows.append(
        ["report-qa, in use", "", share(refused, int((~truth).sum())), share(falsely, int(truth.sum()))]
    )
    sample = f", one in {every}" if every > 1 else ""
    told = f"{int((~truth).sum())} null and {int(truth.sum())} answerable questions{sample}"
    below = table(["AUROC", "null questions refused", "others refused"], rows)
    show("refusals", f"{heading('MultiHop-RAG, not in the documents', told)}\n\n{below}")
    return 0


if __name__ == "__main__":
    main()
