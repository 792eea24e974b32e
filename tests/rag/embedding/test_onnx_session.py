"""Texts are run the longest first and given back in their order; the built-in model runs on one thread."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from rag.embedding.onnx_session import run_all


def test_results_come_in_the_order_of_the_items_and_the_longest_is_run_first() -> None:
    begun: list[int] = []

    def run(item: int) -> int:
        begun.append(item)
        return item * 10

    with ThreadPoolExecutor(1) as workers:
        found = run_all(workers, run, [1, 2, 3, 4], ["bb", "dddd", "a", "ccc"])

    assert found == [10, 20, 30, 40]
    assert begun == [2, 4, 1, 3]


def test_no_items_are_no_work() -> None:
    with ThreadPoolExecutor(1) as workers:
        assert run_all(workers, str, [], []) == []


def test_the_fault_of_one_item_is_the_caller_s() -> None:
    with ThreadPoolExecutor(2) as workers, pytest.raises(ZeroDivisionError):
        run_all(workers, lambda item: 1 / item, [1, 0], ["a", "b"])
