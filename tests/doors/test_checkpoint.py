"""`sp-sim checkpoint`, and `--from` of run and compare."""

import json

from sp_sim.cli.main import main

FEW = ["--replications", "2", "--seed", "5"]


def test_a_run_goes_on_from_a_checkpoint_with_its_seeds(tmp_path, capsys):
    point = str(tmp_path / "point")
    assert 0 == main(["checkpoint", "baseline", "--week", "10", "--out", point, *FEW])
    assert "baseline before week 10, 2 seeds" in capsys.readouterr().out
    asked = ["run", "baseline", "--weeks", "30", "--json", "--quiet"]

    assert 0 == main([*asked, "--from", point, "--out", str(tmp_path / "on")])
    on = json.loads(capsys.readouterr().out)
    assert 0 == main([*asked, *FEW, "--out", str(tmp_path / "straight")])
    straight = json.loads(capsys.readouterr().out)

    assert straight["scenarios"] == on["scenarios"]
    assert [5, 6] == on["manifest"]["seeds"]


def test_seeds_are_not_chosen_twice(tmp_path, capsys):
    point = str(tmp_path / "point")
    main(["checkpoint", "baseline", "--week", "2", "--out", point, "--quiet", *FEW])

    assert 2 == main(["run", "baseline", "--from", point, "--seed", "3"])
    assert "--seed cannot be given with --from" in capsys.readouterr().err


def test_a_folder_that_is_no_checkpoint_is_refused(tmp_path, capsys):
    assert 2 == main(["run", "baseline", "--from", str(tmp_path), "--json"])
    (problem,) = json.loads(capsys.readouterr().out)["problems"]

    assert "is not a checkpoint" == problem["message"]
    assert problem["rule"]
    assert "sp-sim checkpoint" in problem["remedy"]


def test_a_used_folder_is_refused_before_any_work(tmp_path, capsys):
    (tmp_path / "something").write_text("mine")

    assert 2 == main(["checkpoint", "baseline", "--week", "10", "--out", str(tmp_path)])
    assert "is in use" in capsys.readouterr().err
    assert "mine" == (tmp_path / "something").read_text()
