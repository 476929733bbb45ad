"""Journal: when each part of a sweep was lived, where, how long and how often it was tried.

Nothing depends on it: it may be deleted at any time, and what cannot be noted is not.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE = "journal.sqlite"
_TABLE = """
CREATE TABLE IF NOT EXISTS parts (
  part TEXT, runs INTEGER, failed INTEGER, seconds REAL, host TEXT, finished TEXT
)"""


@dataclass(frozen=True)
class Entry:
    """One part that was lived; a part that was lived again has an entry for each time."""

    part: str
    runs: int
    failed: int
    seconds: float
    host: str


class Journal:
    """The journal of one folder."""

    def __init__(self, folder: Path) -> None:
        """Keep where it is; the file is made with its first entry."""
        self.path = folder / FILE

    def note(self, entry: Entry) -> None:
        """Add an entry, if that can be done."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        row = (entry.part, entry.runs, entry.failed, entry.seconds, entry.host, now)
        try:
            with sqlite3.connect(self.path, timeout=1.0) as connection:
                connection.execute(_TABLE)
                connection.execute("INSERT INTO parts VALUES (?, ?, ?, ?, ?, ?)", row)
            connection.close()
        except (sqlite3.Error, OSError):
            return

    def totals(self) -> tuple[float, int, int] | None:
        """Return core seconds, entries and hosts; `None` where there is no journal."""
        if not self.path.exists():
            return None
        ask = "SELECT coalesce(sum(seconds), 0), count(*), count(DISTINCT host) FROM parts"
        try:
            with sqlite3.connect(self.path, timeout=1.0) as connection:
                seconds, entries, hosts = connection.execute(ask).fetchone()
            connection.close()
        except (sqlite3.Error, OSError):
            return None
        return float(seconds), int(entries), int(hosts)
