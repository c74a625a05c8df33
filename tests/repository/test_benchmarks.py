"""Each benchmark runs at a small size and gives a right answer; its speed is never tested."""

import bench_check_start


def test_the_start_benchmark_measures_a_right_answer() -> None:
    ours, peer = bench_check_start.measure(rounds=1, runs=1)
    assert ours > 0
    assert peer > 0
