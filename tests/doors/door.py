"""The door as a user finds it: `sp-sim ...` with its exit code, its words and what it leaves."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

from sp_sim.cli.main import main


@dataclass(frozen=True)
class Told:
    """What a command ended with."""

    code: int
    out: str
    err: str

    @property
    def document(self):
        return json.loads(self.out)


def at_the_door(*words):
    """Return what `sp-sim WORDS` did."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = ended.code
    return Told(code, out.getvalue(), err.getvalue())


def contents(folder):
    """Return every file of a folder with its size, and its bytes where that is little."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    sizes = [(path, path.stat().st_size) for path in files]
    return {path: (size, path.read_bytes() if size < 10**7 else b"") for path, size in sizes}


def refused(folder, *words):
    """Return the problems for which a command was refused, as people and as editors read them.

    The two must say the same, leave nothing behind and show no traceback; every problem names its
    file, its rule and a remedy, and its column only together with its line.
    """
    before = contents(folder)
    plain, as_json = at_the_door(*words), at_the_door(*words, "--json")
    problems = as_json.document["problems"]

    assert (2, 2) == (plain.code, as_json.code)
    assert "Traceback" not in plain.out + plain.err + as_json.err
    assert before == contents(folder)
    assert problems
    for problem in problems:
        assert problem["file"]
        assert problem["message"] in plain.err
        assert problem["rule"], problem
        assert problem["rule"] in plain.err
        assert problem["remedy"], problem
        assert problem["remedy"] in plain.err
        assert problem["file"] in plain.err
        assert problem["column"] is None or problem["line"] >= 1
    return problems
