"""Method: how a result was run, and what to type to get the same again."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from sp_sim.report.compared import Table, plain

if TYPE_CHECKING:
    from sp_sim.results.reopen import Kept


def how_it_was_run(kept: Kept) -> Table:
    """Return the facts of the run, one a row."""
    told = kept.manifest
    made_up = "; made up, no real place" if told["area_synthetic"] else ""
    rows = [
        ("Program", f"sp_sim {told['version']}"),
        ("Commit", told["commit"] or "not a checkout"),
        (
            "Area",
            f"{told['area']}: {told['area_practices']} practices, {told['area_registered']:,} registered{made_up}",
        ),
        ("Source of the area", told["area_source"]),
        ("Weeks", f"{told['weeks']}"),
        ("Runs", f"{len(told['seeds'])} (seeds {told['seeds'][0]} to {told['seeds'][-1]})"),
        ("Draws", f"{told['draws']}: {told['draws_in_words']}"),
        ("Parameter sets", _sets(told)),
        ("Started", told["started"] or "not said"),
        ("Finished", told["finished"] or "not said"),
        ("Python", told["python"]),
        ("Platform", told["platform"]),
        ("Packages", ", ".join(f"{name} {version}" for name, version in told["packages"].items())),
        ("Typed", told.get("command") or "called from Python"),
    ]
    stopping = kept.document.get("stopping")
    if stopping:
        reached = (
            "reached" if stopping["is_precise"] else f"not reached within {stopping['most']} runs"
        )
        rows.append(
            (
                "When to stop",
                f"{stopping['rule']} (precision {reached}, after {stopping['looks']} looks)",
            )
        )
    return plain("How it was run", ("What", "How"), rows, "fact")


def _sets(told: dict[str, Any]) -> str:
    of = f", of the posterior {told['posterior']}" if told.get("posterior") else ""
    return f"{told['parameter_sets']}{of}"


def fingerprints(kept: Kept) -> Table:
    """Return what identifies the inputs; the same marks and seeds give the same bytes."""
    prints = kept.manifest["fingerprints"]
    rows = [("area", kept.inputs["area"], prints["area"])]
    files = {each["name"]: each["file"] for each in kept.inputs["scenarios"]}
    rows += [(name, files[name], mark) for name, mark in prints["scenarios"].items()]
    return plain(
        "Fingerprints of the inputs", ("Input", "File in the folder", "Fingerprint"), rows, "print"
    )


def files(kept: Kept) -> Table:
    """Return every file of the folder with its checksum."""
    rows = [
        (name, "" if told["rows"] is None else f"{told['rows']:,}", told["sha256"])
        for name, told in kept.manifest["files"].items()
    ]
    return plain("Files of the results", ("File", "Rows", "SHA-256"), rows, "file")


def again(kept: Kept) -> str:
    """Return the command that lives the same again, from the files of the folder."""
    told = kept.manifest
    files = [kept.beside(each["file"]) for each in kept.inputs["scenarios"]]
    verb = "compare" if len(files) > 1 else "run"
    words = ["sp-sim", verb, *files, "--area", kept.beside(kept.inputs["area"])]
    words += ["--weeks", f"{told['weeks']}", "--seed", f"{told['seeds'][0]}"]
    words += ["--replications", f"{len(told['seeds'])}", "--draws", told["draws"]]
    if told["draws"] != "point":
        words += ["--sets", f"{told['parameter_sets']}"]
    if told["counterfactual"]:
        words.append("--counterfactual")
    return shlex.join([*words, "--out", "again"])
