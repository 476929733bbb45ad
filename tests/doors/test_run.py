"""`sp-sim run`: a table in words, a document, a folder of results."""

import json
from dataclasses import replace

import duckdb

from sp_sim.cli import telling
from sp_sim.cli.main import main
from sp_sim.experiments.live import Living
from sp_sim.results.measures import MEASURES
from tests.doors.small import small, told_as_json
from tests.results.handmade import a_living

__all__ = ["small"]

QUICK = ("--weeks", "60", "--replications", "3")


def test_a_run_is_told_in_words_within_a_hundred_columns(small, capsys):
    assert main(["run", "baseline", *QUICK]) == 0
    told = capsys.readouterr().out

    assert max(map(len, told.splitlines())) <= 100
    assert "3 runs (seeds 1 to 3)" in told
    assert "Referrals per 1,000 patients a year" in told
    assert "no lever's effect on social" in told
    assert "made up, not a real place" in told


def test_a_run_leaves_its_tables_and_says_where(small, capsys):
    main(["run", "baseline", *QUICK])
    folder = small / "sp-sim-results" / "baseline"

    assert "Written to sp-sim-results/baseline" in capsys.readouterr().out
    assert json.loads((folder / "manifest.json").read_text())["seeds"] == [1, 2, 3]
    assert (folder / "trajectories.png").read_bytes().startswith(b"\x89PNG")
    path = str(folder / "measures.parquet")
    assert len(duckdb.read_parquet(path).df()) == 3 * len(MEASURES)


def test_the_document_is_the_only_thing_on_standard_output(small, capsys):
    document = told_as_json(capsys, "run", "baseline", *QUICK, "--seed", "7")

    assert document["manifest"]["seeds"] == [7, 8, 9]
    assert document["manifest"]["draws"] == "point"
    assert document["comparisons"] == []
    told = document["scenarios"]["baseline"]["measures"]["exhaustion_mean"]
    assert told["low"] < told["mean"] < told["high"]
    assert (told["kind"], told["better"]) == ("score", "down")


def test_a_short_run_says_null_and_never_nan(small, capsys):
    document = told_as_json(capsys, "run", "baseline", "--weeks", "10", "--replications", "2")

    assert document["scenarios"]["baseline"]["measures"]["completed_share"]["mean"] is None


def test_running_twice_keeps_one_folder_and_asking_otherwise_makes_another(small):
    for weeks in ("60", "60", "61"):
        main(["run", "baseline", "--weeks", weeks, "--replications", "2", "--quiet"])

    folders = sorted(path.name for path in (small / "sp-sim-results").iterdir())
    assert folders == ["baseline", "baseline-2"]


def test_a_folder_in_use_is_refused_before_anything_is_lived(small, capsys, monkeypatch):
    (small / "mine").mkdir()
    (small / "mine" / "thesis.txt").write_text("three years of work")
    lived = []
    living = Living(lambda *world: lived.append(world), lambda *_, **__: [], lambda _: None)
    monkeypatch.setitem(telling.LIVING, "living", living)

    assert main(["run", "baseline", *QUICK, "--out", "mine"]) == 2
    assert "is in use and does not hold results of sp_sim" in capsys.readouterr().err
    assert lived == []


def test_results_are_replaced_when_told(small, capsys):
    main(["run", "baseline", *QUICK, "--out", "kept"])

    assert main(["run", "baseline", "--weeks", "61", "--out", "kept"]) == 2
    assert "holds other results; give another --out, or --overwrite" in capsys.readouterr().err
    assert main(["run", "baseline", "--weeks", "61", "--out", "kept", "--overwrite"]) == 0


def test_what_can_no_longer_be_written_exits_with_3(small, capsys, monkeypatch):
    before = a_living()

    def simulate(*given, **more):
        (small / "later").write_text("a file, where there was nothing when the run began")
        return before.simulate(*given, **more)

    monkeypatch.setitem(telling.LIVING, "living", replace(before, simulate=simulate))

    assert main(["run", "baseline", *QUICK, "--out", "later/kept"]) == 3
    assert "could not write later/kept" in capsys.readouterr().err


def test_bad_input_exits_with_2_and_writes_nothing(small, capsys):
    assert main(["run", "baseline", "--weeks", "0", "--area", "nowhere.csv"]) == 2
    told = capsys.readouterr()

    assert "asked: weeks: must be a whole number" in told.err
    assert "Traceback" not in told.err
    assert list(small.iterdir()) == []


def test_an_interruption_exits_with_130_and_writes_nothing(small, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    living = Living(lambda *_: None, interrupted, lambda _: None)
    monkeypatch.setitem(telling.LIVING, "living", living)

    assert main(["run", "baseline"]) == 130
    assert list(small.iterdir()) == []


def test_quiet_says_less(small, capsys):
    main(["run", "baseline", *QUICK, "--quiet"])
    told = capsys.readouterr()

    assert "Written to" not in told.out
    assert told.err == ""
