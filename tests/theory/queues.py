"""Queues by theory: the exact weekly chain of c workers with one case each, and Erlang C."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom, poisson


@dataclass(frozen=True)
class Queue:
    """What theory says of one queue in the long run; times in the unit of its steps."""

    arrivals: float
    mean_wait: float
    share_waiting: float


def chain(*, workers, ends, asks, people, longest=200):
    """Return the queue of a finite number of people who ask for a worker with one chance a step.

    A step is: each case in hand ends with chance `ends`; each person outside the system asks with
    chance `asks`; free workers take the longest waiting. With `people` None, arrivals are Poisson
    with mean `asks`. The wait is counted in steps, 0 for those who are taken in the step they ask.

    By Little's law, which is exact here (a wait of k steps is counted at k ends of steps), the mean
    wait is the mean queue over arrivals. Who arrives among A and finds F workers free does not wait
    if among the first F, so the share waiting is 1 - E[min(A, F)] / E[A].
    """
    left = _after_endings(workers, ends, longest)
    came, mean_arrivals = _arrivals(asks, people, longest)
    stationary = _stationary(left @ came)
    after = stationary @ left
    states = np.arange(longest + 1)
    arrivals = float(after @ mean_arrivals)
    served = sum(
        after[y] * (np.minimum(states[: longest + 1 - y], workers - y) @ came[y, y:])
        for y in range(workers)
    )
    queue = float(stationary @ np.maximum(states - workers, 0))
    return Queue(arrivals, queue / arrivals, 1 - float(served) / arrivals)


def _after_endings(workers, ends, longest):
    left = np.zeros((longest + 1, longest + 1))
    for inside in range(longest + 1):
        busy = min(inside, workers)
        left[inside, inside - busy : inside + 1] = binom.pmf(range(busy, -1, -1), busy, ends)
    return left


def _arrivals(asks, people, longest):
    came = np.zeros((longest + 1, longest + 1))
    for inside in range(longest + 1):
        new = np.arange(longest + 1 - inside)
        came[inside, inside:] = (
            poisson.pmf(new, asks) if people is None else binom.pmf(new, people - inside, asks)
        )
    came /= came.sum(axis=1, keepdims=True)
    inside = np.arange(longest + 1)
    return came, np.full(longest + 1, asks) if people is None else (people - inside) * asks


def _stationary(steps):
    size = len(steps)
    equations = steps.T - np.eye(size)
    equations[-1] = 1.0
    return np.linalg.solve(equations, np.eye(size)[-1])


def erlang_c(*, workers, arrivals, service):
    """Return the queue M/M/c: Poisson arrivals a unit of time, exponential service of this mean."""
    offered = arrivals * service
    terms = [offered**k / math.factorial(k) for k in range(workers)]
    last = offered**workers / math.factorial(workers) * workers / (workers - offered)
    waiting = last / (sum(terms) + last)
    return Queue(arrivals, waiting * service / (workers - offered), waiting)
