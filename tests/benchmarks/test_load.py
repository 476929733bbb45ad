"""Two dozen people at once ask, look about and refine: nothing fails, and no digit is another than for one alone.

Run with `pytest tests/benchmarks/test_load.py -m slow -s`, which prints the figures of `sp_sim/docs/load.md`.
"""

import contextlib
import random
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles

import httpx
import pytest

from sp_sim.dashboard.address import FEW_PAIRS, MANY_PAIRS

pytestmark = pytest.mark.slow

USERS = 24
MOVES = 3
"""How often each of them moves a lever."""
REFINING = 4
"""One user in so many looks long enough for 200 pairs."""
LOOKS_SECONDS = (5.0, 15.0)
"""How long somebody looks before doing the next thing."""
PATIENCE_SECONDS = 600.0
COMPARED = "base=head-office&b=in-practices"
OTHER_PAGES = ("/", f"/where?{COMPARED}", f"/why?{COMPARED}", "/accessibility")
FIRST, FINER, OTHER = f"{FEW_PAIRS} pairs", f"{MANY_PAIRS} pairs", "other pages"


@dataclass(frozen=True)
class Visit:
    """A page that was asked for: how long it took until it had its answer, and that answer."""

    kind: str
    address: str
    seconds: float
    status: int
    answer: str


def moved(user, move):
    """Return a what-if that nobody else asks."""
    return f"/what-if?{COMPARED}&b.champions.hours_per_week={2 + (user * MOVES + move) / 100}"


def visits_of(user):
    """Return what a user asks for, in order: kinds and addresses."""
    found = []
    for move in range(MOVES):
        found.append((FIRST, moved(user, move)))
        found.append((OTHER, OTHER_PAGES[(user + move) % len(OTHER_PAGES)]))
    if user % REFINING == 0:
        found.append((FINER, f"{moved(user, MOVES - 1)}&pairs={MANY_PAIRS}"))
    return found


def visit(client, kind, address):
    """Ask for a page, and again while it says that it is being worked out, as its script does."""
    started = time.perf_counter()
    reply = client.get(address)
    while reply.status_code == httpx.codes.OK and "data-wait=" in reply.text:
        time.sleep(0.5)
        reply = client.get(address)
    seconds = time.perf_counter() - started
    return Visit(kind, address, seconds, reply.status_code, answer_of(reply.text))


def answer_of(page):
    return page[page.find('id="answer-title"') : page.find('id="levers-title"')]


@contextlib.contextmanager
def a_visitor(address):
    with httpx.Client(
        base_url=address, follow_redirects=True, timeout=PATIENCE_SECONDS, trust_env=False
    ) as client:
        yield client


@contextlib.contextmanager
def served():
    """Start `sp-sim serve` on a free port of this machine; give its address once its workers are ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "sp_sim", "serve", "--port", str(port)])
    try:
        until_ready(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def until_ready(address):
    small = f"/what-if?area=synthetic&practices=1&weeks=27&{COMPARED}"
    with a_visitor(address) as client:
        for _ in range(600):
            with contextlib.suppress(httpx.ConnectError):
                client.get("/")
                break
            time.sleep(0.1)
        for number in range(4):
            for pairs in (4, FEW_PAIRS + 2):
                assert visit(client, "", f"{small}&made={number}&pairs={pairs}").status == 200


def together(address):
    """Let all users come at once, each with pauses of their own; return all their visits."""
    gate = threading.Barrier(USERS)

    def one(user):
        pauses = random.Random(user)
        with a_visitor(address) as client:
            gate.wait()
            found = []
            for kind, page in visits_of(user):
                time.sleep(pauses.uniform(*LOOKS_SECONDS) if kind == FIRST else 0.0)
                found.append(visit(client, kind, page))
            return found

    with ThreadPoolExecutor(USERS) as users:
        return [each for found in users.map(one, range(USERS)) for each in found]


def alone(address):
    """Ask all of it as one person, one after the other."""
    with a_visitor(address) as client:
        return [visit(client, *each) for user in range(USERS) for each in visits_of(user)]


def tell(title, visits):
    for kind in (FIRST, FINER, OTHER):
        seconds = [each.seconds for each in visits if each.kind == kind]
        ninth = quantiles(seconds, n=10, method="inclusive")[-1]
        print(
            f"| {title} | {kind} | {len(seconds)} | {median(seconds):.2f} | {ninth:.2f} | {max(seconds):.2f} |"
        )


def test_two_dozen_at_once_are_all_answered_and_as_one_alone_would_be():
    with served() as address:
        many = together(address)
    with served() as address:
        single = alone(address)
    print(
        "\n| who asks | what | how often | median s | 90% s | longest s |\n|---|---|---|---|---|---|"
    )
    tell("one person", single)
    tell(f"{USERS} at once", many)

    assert {200} == {each.status for each in (*many, *single)}
    answers = {each.address: each.answer for each in single if each.kind != OTHER}
    assert USERS * MOVES + USERS // REFINING == len(answers)
    assert len(set(answers.values())) > USERS
    for each in many:
        if each.kind != OTHER:
            assert "What follows" in each.answer
            assert answers[each.address] == each.answer, each.address
