"""Undisturbed: an interruption waits for the end of the block, and is raised there."""

import os
import signal
import threading

import pytest

from sp_sim.results.undisturbed import undisturbed


def interrupt():
    os.kill(os.getpid(), signal.SIGINT)


def test_an_interruption_is_raised_when_the_block_is_done():
    done = []

    def write():
        with undisturbed():
            interrupt()
            done.append("all of it")

    with pytest.raises(KeyboardInterrupt):
        write()

    assert ["all of it"] == done


def test_afterwards_interruptions_are_heard_as_before():
    before = signal.getsignal(signal.SIGINT)
    with undisturbed():
        pass

    assert before is signal.getsignal(signal.SIGINT)


def test_an_error_in_the_block_is_the_error():
    with pytest.raises(ZeroDivisionError), undisturbed():
        assert 1 / 0


def test_another_thread_is_never_interrupted():
    seen = []

    def work():
        with undisturbed():
            seen.append(signal.getsignal(signal.SIGINT))

    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert [before] == seen
