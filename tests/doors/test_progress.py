"""Progress: shown to a person who waits, and to nobody else."""

import io
import sys
import time

from sp_sim.cli import progress as shown
from sp_sim.cli.progress import PREPARING, preparing, progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_person_at_a_terminal_sees_how_long_it_takes(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(shown, "QUIET_SECONDS", 0.0)
    with progress(quiet=False) as show:
        assert show is not None
        for done in range(1, 4):
            time.sleep(0.15)
            show(done, 3)

    assert "3/3" in terminal.getvalue()


def test_what_is_quick_shows_nothing(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress(quiet=False) as show:
        assert show is not None
        show(3, 3)

    assert terminal.getvalue().strip() == ""


def test_nobody_is_shown_anything_when_quiet_or_not_at_a_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress(quiet=True) as show:
        assert show is None
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress(quiet=False) as show:
        assert show is None


def waited(monkeypatch, **asked):
    """What is said to somebody who waits for a fifth of a second."""
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    monkeypatch.setattr(shown, "QUIET_SECONDS", 0.04)
    with preparing(**asked):
        time.sleep(0.2)
    return said.getvalue()


def test_the_first_wait_is_explained(monkeypatch):
    assert waited(monkeypatch, quiet=False, needed=True) == PREPARING + "\n"


def test_a_warm_engine_needs_no_explanation(monkeypatch):
    assert waited(monkeypatch, quiet=False, needed=False) == ""
    assert waited(monkeypatch, quiet=True, needed=True) == ""


def test_an_explanation_that_is_not_needed_any_more_is_not_given(monkeypatch):
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    with preparing(quiet=False, needed=True):
        pass
    time.sleep(shown.QUIET_SECONDS / 3)

    assert said.getvalue() == ""
