"""Errors: what can go wrong at the doors, said with file, line, value, rule and remedy."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class SpSimError(Exception):
    """Anything that `sp_sim` raises on purpose."""

    exit_code = 3


class InputError(SpSimError):
    """The user's input cannot be used; nothing was written."""

    exit_code = 2


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong with one place of one file.

    `line` and `column` count from 1 and are `None` where the file has no such place.
    """

    file: str
    message: str
    line: int | None = None
    column: int | None = None
    key: str | None = None
    value: str | None = None
    rule: str | None = None
    remedy: str | None = None

    def __str__(self) -> str:
        """Return `file:line:column: key: message (got value); remedy`."""
        place = ":".join(
            str(part) for part in (self.file, self.line, self.column) if part is not None
        )
        key = f"{self.key}: " if self.key else ""
        got = f" (got {self.value})" if self.value is not None else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{place}: {key}{self.message}{got}{remedy}"

    def as_document(self) -> dict[str, Any]:
        """Return the problem as one JSON-ready object."""
        return asdict(self)


class Problems(InputError):
    """Every problem that was found in the user's input, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of their places."""
        self.problems: Sequence[Problem] = tuple(
            sorted(problems, key=lambda p: (p.file, p.line or 0, p.column or 0, p.key or ""))
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[Problems], tuple[Sequence[Problem]]]:
        """Let problems come home from a worker process."""
        return type(self), (self.problems,)


class CouldNotFinishError(SpSimError):
    """The work could not be finished for want of disk, workers or time; it can be resumed."""

    exit_code = 3
