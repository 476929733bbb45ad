"""The report from Python: under its public name, whatever was imported before."""

import subprocess
import sys

import pytest

from tests.report.kept import folder

__all__ = ["folder"]


@pytest.mark.parametrize("before", ["", "import sp_sim.report.tell"])
def test_the_public_name_can_be_called_whatever_was_imported_before(folder, tmp_path, before):
    program = f"{before}\nimport sp_sim\nprint(sp_sim.report({str(folder)!r}, 'page.html')[0])"
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert told.stderr == ""
    assert told.stdout == "page.html\n"
    assert "<!DOCTYPE html>" in (tmp_path / "page.html").read_text()[:40]
