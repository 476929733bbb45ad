import asyncio
import threading
import time

import pytest

from sp_sim.dashboard import workshop
from sp_sim.dashboard.workshop import BusyError, StoppedError, Workshop
from sp_sim.errors import Problem, Problems


@pytest.fixture
def shop():
    made = Workshop(workers=2, in_process=True)
    yield made
    made.close()


def asked(shop, key, work, *arguments, **more):
    return asyncio.run(shop.ask("quick", key, work, *arguments, **more))


def test_what_was_answered_once_is_not_worked_out_again(shop):
    calls = []

    def work(number):
        calls.append(number)
        return number * 2

    assert 14 == asked(shop, "seven", work, 7)
    assert 14 == asked(shop, "seven", work, 7)
    assert [7] == calls


def test_two_who_ask_the_same_at_once_share_the_work(shop):
    calls = []

    def work():
        calls.append(1)
        time.sleep(0.2)
        return "done"

    async def both():
        return await asyncio.gather(shop.ask("quick", "k", work), shop.ask("quick", "k", work))

    assert ["done", "done"] == asyncio.run(both())
    assert 1 == len(calls)


def test_who_loses_patience_finds_the_answer_later(shop):
    gate = threading.Event()

    def work():
        gate.wait(10)
        return "late"

    with pytest.raises(TimeoutError):
        asked(shop, "k", work, patience=0.05)
    gate.set()

    assert "late" == asked(shop, "k", work)


def test_more_than_can_wait_is_refused_in_words(shop, monkeypatch):
    monkeypatch.setattr(workshop, "MOST_WAITING", 1)
    gate = threading.Event()
    with pytest.raises(TimeoutError):
        asked(shop, "first", gate.wait, 10, patience=0.05)

    with pytest.raises(BusyError, match="Try again in a moment"):
        asked(shop, "second", int)
    gate.set()


def test_only_so_many_answers_are_kept(shop, monkeypatch):
    monkeypatch.setattr(workshop, "KEPT_ANSWERS", 2)
    for number in range(5):
        asked(shop, number, abs, number)

    assert [3, 4] == list(shop.answers)


def test_a_job_tells_how_far_it_is_and_stops_when_told(shop):
    seen = threading.Event()

    def work(on_progress):
        for step in range(1000):
            on_progress(step, 1000)
            seen.set()
            time.sleep(0.01)

    shop.begin("ann", "job", work)
    assert seen.wait(5)
    assert 1000 == shop.progress("job")[1]
    assert not shop.cancel("bob", "job")
    assert shop.cancel("ann", "job")
    wait_for(shop, "job")

    assert isinstance(shop.failure("job"), StoppedError)
    assert shop.progress("job") is None


def test_one_visitor_has_two_jobs_at_once_and_others_are_not_held_up(shop):
    gate = threading.Event()

    def work(on_progress):
        return gate.wait(10)

    shop.begin("ann", 1, work)
    shop.begin("ann", 2, work)
    with pytest.raises(BusyError, match="two jobs"):
        shop.begin("ann", 3, work)
    shop.begin("bob", 4, work)
    gate.set()


def test_what_is_wrong_with_the_input_comes_home_from_another_process():
    shop = Workshop(workers=1)
    try:
        with pytest.raises(Problems) as caught:
            asked(shop, "k", fail)
    finally:
        shop.close()

    assert "mend it" == caught.value.problems[0].remedy


def fail():
    raise Problems([Problem(file="a.csv", message="is broken", remedy="mend it")])


def wait_for(shop, key):
    for _ in range(500):
        if shop.jobs[key].future.done():
            return
        time.sleep(0.01)


def test_closing_stops_a_running_job_and_does_not_hang():
    shop = Workshop(workers=1, in_process=True)
    begun = threading.Event()

    def work(on_progress):
        for step in range(3000):
            on_progress(step, 3000)
            begun.set()
            time.sleep(0.01)

    shop.begin("ann", "job", work)
    assert begun.wait(5)
    closing = threading.Thread(target=shop.close, daemon=True)
    closing.start()
    closing.join(10)

    assert not closing.is_alive()
