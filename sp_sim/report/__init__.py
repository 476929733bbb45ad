"""Report: one page, one workbook and the pictures that tell a result to those who decide.

The package is called like the function that everybody wants of it, and can be called as that:
`sp_sim.report(folder, "page.html")` works whether or not something of the package was imported before.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class _CanBeCalled(ModuleType):
    """A package that does what its function of the same name does."""

    def __call__(self, folder: Path | str, *places: Any, **asked: Any) -> list[Path]:  # noqa: ANN401 - of `report`
        """Write what a folder of results says (see `sp_sim.report.tell.report`)."""
        from sp_sim.report.tell import report  # noqa: PLC0415 - imported when it is called

        return report(folder, *places, **asked)


sys.modules[__name__].__class__ = _CanBeCalled
