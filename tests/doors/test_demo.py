"""`sp-sim demo`: the real engine on the area in the box, small enough to be quick."""

from sp_sim.cli.main import main
from tests.doors.small import told_as_json

SMALL = ("--weeks", "30", "--replications", "2")


def test_the_demo_prints_both_comparisons_and_draws_both(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["demo", *SMALL]) == 0
    told = capsys.readouterr().out

    assert max(map(len, told.splitlines())) <= 100
    assert "in-practices (other) against head-office (base)" in told
    assert "service-1-practice-based (other) against service-2-head-office (base)" in told
    assert "differs from service-2-head-office in posts or hours (workforce.posts)" in " ".join(
        told.split()
    )
    assert "Written to sp-sim-results/demo" in told
    drawn = sorted(path.name for path in (tmp_path / "sp-sim-results/demo").glob("*.png"))
    assert drawn == [
        "trajectories-1-head-office.png",
        "trajectories-2-service-2-head-office.png",
    ]


def test_the_same_seed_gives_the_same_numbers(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    one, again, other = (
        told_as_json(capsys, "demo", *SMALL, "--quiet", "--seed", seed) for seed in ("1", "1", "2")
    )

    assert one["scenarios"] == again["scenarios"]
    assert one["comparisons"] == again["comparisons"]
    assert one["scenarios"] != other["scenarios"]


def test_threads_make_no_difference(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    one, two = (told_as_json(capsys, "demo", *SMALL, "--threads", threads) for threads in "12")

    assert one["scenarios"] == two["scenarios"]
