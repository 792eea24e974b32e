"""The learned weights are of the signs that are read, and none speaks the other way than it was learned to."""

from pieces import WITHOUT_DOCUMENTS, evidence

from rag.judging import order_weights, weights
from rag.judging.answerability import signals
from rag.judging.relevance import signs
from rag.question.analysis import ask

ASKED = ask("How many sailings did Norvane not cancel?", WITHOUT_DOCUMENTS)
SAID = evidence("Norvane cancelled 4 sailings.")


def test_every_signal_has_its_weight_and_every_weight_its_signal() -> None:
    read = signals(ASKED, [evidence("Norvane cancelled 4 sailings.", relevance=1.0)], ())
    bare = signals(ASKED, [evidence("Norvane cancelled 4 sailings.")], ())
    assert weights.WEIGHTS.keys() == {*read, "bias"}
    assert weights.WITHOUT_ENCODER.keys() == {*bare, "bias"}
    assert order_weights.WEIGHTS.keys() == signs(ASKED, SAID, {SAID.hit.passage.document_id: 1.0}).keys()


def test_relevance_speaks_for_an_answer_and_what_is_missing_against_it() -> None:
    for learned in (weights.WEIGHTS, weights.WITHOUT_ENCODER):
        assert learned.get("relevance", 0) + learned.get("score", 0) > 0
        assert learned["best cosine"] >= 0
        assert max(learned[name] for name in ("of another kind", "a name missing", "a denial lacking")) <= 0
    assert min(order_weights.WEIGHTS.values()) >= 0
    assert 0 < weights.NONE < weights.ANSWERED < 1
    assert 0 < weights.NONE_WITHOUT_ENCODER < weights.ANSWERED_WITHOUT_ENCODER < 1
