"""Coverage: how many posts a service has, and which practices each of them covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sp_sim.domain.places import Practice
from sp_sim.param import Value


def post_wtes(values: Mapping[str, Value], practices: Sequence[Practice]) -> list[float]:
    """Return the wte of each post of a service for these practices.

    With `workforce.posts` set, that many posts of `wte_per_post`; else the wte of the service shared evenly
    among as many posts as come nearest to `wte_per_post` each: `wte_per_50000`, or `as_published`.
    `posts_multiplier` multiplies any of them.
    """
    posts = int(_number(values, "workforce.posts"))
    wte_per_post = _number(values, "workforce.wte_per_post")
    times = _number(values, "workforce.posts_multiplier")
    if posts > 0 and times == 1.0:
        return [wte_per_post] * posts
    total = _wte_of_networks(values, practices)
    total = times * (posts * wte_per_post if posts > 0 else total)
    if total <= 0:
        return []
    count = max(1, round(total / wte_per_post))
    return [total / count] * count


def _wte_of_networks(values: Mapping[str, Value], practices: Sequence[Practice]) -> float:
    """Return the wte for all registered; networks whose own is published have that, if it is asked for."""
    published: dict[str, float] = {}
    if _number(values, "workforce.as_published"):
        for practice in practices:
            if practice.link_worker_wte is not None:
                published[practice.system] = practice.link_worker_wte
    others = sum(each.registered for each in practices if each.system not in published)
    return sum(published.values()) + _number(values, "workforce.wte_per_50000") * others / 50_000


def covered(list_sizes: Sequence[int], posts: int) -> list[list[int]]:
    """Return for each post the positions of the practices that it covers, in their order.

    With no more posts than practices, every practice has one post and lists are spread as evenly as
    largest-first goes; with more, every post has one practice and the spare posts go where a post has
    the longest list.
    """
    if posts == 0:
        return []
    largest_first = sorted(range(len(list_sizes)), key=lambda i: (-list_sizes[i], i))
    if posts <= len(list_sizes):
        return _practices_to_posts(list_sizes, largest_first, posts)
    homes = list(largest_first)
    sharing = [1] * len(list_sizes)
    for _ in range(posts - len(list_sizes)):
        neediest = max(range(len(list_sizes)), key=lambda i: (list_sizes[i] / sharing[i], -i))
        sharing[neediest] += 1
        homes.append(neediest)
    return [[home] for home in homes]


def _practices_to_posts(
    list_sizes: Sequence[int], order: Sequence[int], posts: int
) -> list[list[int]]:
    patients = [0] * posts
    taken: list[list[int]] = [[] for _ in range(posts)]
    for practice in order:
        lightest = min(range(posts), key=lambda post: (patients[post], post))
        patients[lightest] += list_sizes[practice]
        taken[lightest].append(practice)
    return [sorted(practices) for practices in taken]


def _number(values: Mapping[str, Value], key: str) -> float:
    value = values[key]
    if isinstance(value, str | tuple):
        message = f"{key} is not a number"
        raise TypeError(message)
    return float(value)
