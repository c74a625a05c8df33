"""Each benchmark runs at a small size and gives a right answer; its speed is never tested."""

import bench_check_start
import bench_life_cycle
import bench_list
import bench_wordings
from greenward.catalogue import load_lexicon


def test_the_start_benchmark_measures_a_right_answer() -> None:
    ours, peer = bench_check_start.measure(rounds=1, runs=1)
    assert ours > 0
    assert peer > 0


def test_the_list_benchmark_compares_its_rows_with_the_library() -> None:
    """A row that differs from the library's answer, or that is not answered, ends it in an error."""
    found = bench_list.measure(rows=10_000, rounds=1)
    assert found.ours > 0
    assert found.memory > 0


def test_the_life_cycle_benchmark_measures_right_factors() -> None:
    found = bench_life_cycle.measure(offers=2_000, sample=50, rounds=1)
    assert found.factors < 1e-30
    assert found.vectors < 1e-9
    assert found.at_once > 0


def test_the_wordings_are_labelled_for_every_row_of_the_lists_and_no_set_repeats_another() -> None:
    sets = {name: bench_wordings.fresh(bench_wordings.FOLDER / name) for name in bench_wordings.ORDER}
    labelled = [item for items in sets.values() for item in items]
    assert len(labelled) >= 400
    assert len({item.words for item in labelled}) == len(labelled)
    outside = [item for item in labelled if item.nature in bench_wordings.OUTSIDE]
    assert len(outside) >= len(labelled) / 3
    listed = {category for item in labelled for category in item.categories}
    lexicon = load_lexicon()
    assert {meaning.category for meaning in lexicon.words.values() if meaning.category} <= listed


def test_a_share_has_the_interval_of_wilson() -> None:
    """For 0 of 41 the 95 % interval ends at 8.6 %, for 8 of 10 it runs from 49.0 % to 94.3 % (published tables)."""
    assert round(bench_wordings.wilson(0, 41)[1], 3) == 0.086
    assert [round(end, 3) for end in bench_wordings.wilson(8, 10)] == [0.49, 0.943]
