"""Each benchmark runs at a small size and gives a right answer; its speed is never tested."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

import bench_check_start
import bench_energy_star
import bench_journal
import bench_ledger
import bench_life_cycle
import bench_list
import bench_plan
import bench_wordings
import plans
from greenward.catalogue import load_lexicon
from greenward.planning.exact import keeps
from greenward.planning.program import Kind
from logs import write_export


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


def test_the_ledger_benchmark_verifies_the_root_and_names_a_changed_entry() -> None:
    """A root that is not the library's, or a changed entry that is not named, ends it in an error."""
    found = bench_ledger.measure(entries=10_000, rounds=1)
    assert found.ours > 0
    assert found.memory > 0


def test_the_ledger_benchmark_would_end_in_an_error_on_another_root(tmp_path: Path) -> None:
    words = bench_ledger.command(tmp_path / "log", *write_export(tmp_path / "log", 30))
    bench_ledger.check(tmp_path / "log", words, 30)
    with pytest.raises(subprocess.CalledProcessError):  # it was changed by the first check
        bench_ledger.check(tmp_path / "log", words, 30)


def test_the_journal_benchmark_writes_a_chain_that_verifies() -> None:
    """A chain that does not hold, or lacks an act, ends it in an error."""
    ours, bare = bench_journal.measure(entries=20, rounds=1)
    assert ours > 0
    assert bare > 0


@pytest.mark.parametrize("seed", [0, 1])
def test_the_plan_benchmark_measures_plans_that_keep_their_limits(seed: int) -> None:
    """Ours at the peer's gap is as good as the peer's, and every plan of the front lies on or above its bound."""
    one = bench_plan.beside(needs=60, offers=6, seed=seed, rounds=1)
    assert abs(one.fine_worse) <= 2 * bench_plan.PEER_GAP
    assert one.worse <= 5e-3
    assert any(count for kind, count, _ in one.binding if kind is Kind.LINE)
    assert any(count for kind, count, _ in one.binding if kind is Kind.CAPACITY)
    large = bench_plan.near(needs=60, offers=6, seed=seed, rounds=1)
    assert large.above >= -1e-9
    front = bench_plan.swept(needs=60, offers=6, seed=seed, points=5, rounds=1)
    assert len(front.above) + len(front.without) == 5
    assert min(front.above) >= -1e-9


def test_the_hidden_plan_of_an_invented_instance_keeps_its_limits() -> None:
    _, _, hidden = plans.invent(60, 6, seed=0)
    program = bench_plan.program(60, 6, seed=0)
    chosen = [way.id == hidden[need] for way, need in zip(program.ways, program.need.tolist(), strict=True)]
    assert keeps(program, np.array(chosen, dtype=np.int64))


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


HEAD = "ENERGY STAR Unique ID,Brand Name,Model Name,Type,Category 0: Off Mode (watts),Category 0: Sleep Mode (watts),"
HEAD += "Category 0: Long Idle (watts),Category 0: Short Idle (watts),Category 0: TEC of Model (kWh)\n"
RIGHT = (
    "900001,Invented,Alder,Desktop,0.5,1.1,20.0,22.0,80.3\n"
    "900002,Invented,Birch,Integrated Desktop,0.5,1.1,20.0,22.0,80.3\n"
    "900003,Invented,Cedar,Notebook,0.5,1.1,4.0,6.0,27\n"
)


def test_listed_energy_agrees_where_it_is_that_of_the_formula(tmp_path: Path) -> None:
    """8.76 x (0.5 x .15 + 1.1 x .45 + 20 x .10 + 22 x .30) = 80.3 kWh; a row of 5 kWh more does not agree."""
    path = tmp_path / "list.csv"
    path.write_text(HEAD + RIGHT + "900004,Invented,Doubt,Desktop,0.5,1.1,20.0,22.0,85.3\n", "utf-8")
    found = bench_energy_star.measure(path)
    assert {kind: (item.agree, item.of) for kind, item in found.items()} == {
        "Desktop": (1, 2), "Integrated Desktop": (1, 1), "Notebook": (0, 1),
    }  # fmt: skip
    assert round(found["Desktop"].furthest, 2) == Decimal("4.97")


@pytest.mark.parametrize(("rows", "ends"), [(RIGHT, None), (RIGHT.replace("80.3", "85.3", 1), "missed: Desktop")])
def test_a_missed_bar_ends_in_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, ends: str | None
) -> None:
    (tmp_path / "list.csv").write_text(HEAD + rows, "utf-8")
    monkeypatch.setattr(sys, "argv", ["bench_energy_star.py", str(tmp_path / "list.csv")])
    if ends is None:
        bench_energy_star.main()
    else:
        with pytest.raises(SystemExit, match=ends):
            bench_energy_star.main()


def test_without_the_list_the_benchmark_says_that_it_is_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench_energy_star.py"])
    bench_energy_star.main()
    assert capsys.readouterr().out.startswith("skipped: bench_energy_star.py")
