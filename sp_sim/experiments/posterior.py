"""The posterior: a table of weighted parameter sets with the manifest that made it."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sp_sim.errors import Problem, Problems
from sp_sim.mechanisms.registry import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from sp_sim.param import Param, Value

TABLE, MANIFEST = "posterior.csv", "posterior.json"
SHIPPED = Path(__file__).resolve().parent.parent / "data"
"""Where the posterior that comes with the package lies."""
WEIGHT = "weight"
DIGITS = 8


def fingerprint_of(parameters: Iterable[Param] = tuple(PARAMETERS.values())) -> str:
    """Return the identity of declared parameters: another default, limit or prior makes another one."""
    told = [
        [param.key, str(param.default), param.unit, list(map(str, param.limits)), str(param.prior)]
        for param in parameters
    ]
    return hashlib.sha256(json.dumps(sorted(told)).encode()).hexdigest()[:16]


def as_table(sets: Sequence[Mapping[str, Value]], weights: Sequence[float]) -> str:
    """Return parameter sets as CSV: a weight, then a column for each parameter's field."""
    fields = [PARAMETERS[key].field if key in PARAMETERS else key for key in sets[0]]
    lines = [",".join([WEIGHT, *fields])]
    for values, weight in zip(sets, weights, strict=True):
        lines.append(",".join([_said(weight), *(_said(value) for value in values.values())]))
    return "\n".join(lines) + "\n"


def as_kept(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return a parameter set as the table will give it back."""
    return {
        key: value if isinstance(value, int) else float(_said(value))
        for key, value in values.items()
    }


def as_manifest(table: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the manifest of a table: what it was made for, its own hash, and what is told of it."""
    from sp_sim import __version__  # noqa: PLC0415 - the front desk names everyone's work

    return {
        "program": "sp_sim",
        "version": __version__,
        "parameters": fingerprint_of(_held(table.partition("\n")[0].split(","))),
        "sha256": hashlib.sha256(table.encode()).hexdigest(),
    } | dict(told)


def has_posterior(folder: Path | None = None) -> bool:
    """Return whether a posterior is there; it may still be one for other parameters."""
    place = folder or SHIPPED
    return (place / TABLE).exists() and (place / MANIFEST).exists()


def load_posterior(folder: Path | None = None) -> pd.DataFrame:
    """Return the posterior: a row for each parameter set, `weight` (sums to 1), then fields.

    Args:
        folder: Where `sp-sim calibrate` wrote; the posterior that comes with the package if left out.

    Raises:
        Problems: There is none, it was altered, or it was made for other parameters than these.
    """
    import pandas as pd  # noqa: PLC0415 - half a second that most commands never need

    place = folder or SHIPPED
    told = load_manifest(place)
    counts = {param.field for param in PARAMETERS.values() if param.kind == "count"}
    with (place / TABLE).open(encoding="utf-8", newline="") as file:
        heads, *rows = csv.reader(file)
    found = pd.DataFrame(
        {
            name: [int(cell) if name in counts else float(cell) for cell in column]
            for name, column in zip(heads, zip(*rows, strict=True), strict=True)
        }
    )
    found.attrs["manifest"] = told
    return found


def load_manifest(folder: Path | None = None) -> dict[str, Any]:
    """Return the manifest of a posterior that is whole and made for the parameters that it holds.

    Parameters that came to the model later are not in it: they stay draws from their priors.
    """
    place = folder or SHIPPED
    try:
        told: dict[str, Any] = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        table = (place / TABLE).read_bytes()
    except OSError as error:
        raise _problem(place, "no posterior is there that can be read") from error
    except ValueError as error:
        raise _problem(place, f"{MANIFEST} is not JSON") from error
    heads = table.partition(b"\n")[0].decode(errors="replace").strip().split(",")
    if told.get("parameters") != fingerprint_of(_held(heads)):
        made = f"was made for other parameters, by version {told.get('version')}"
        raise _problem(place, made)
    if told.get("sha256") != hashlib.sha256(table).hexdigest():
        raise _problem(place, f"{TABLE} is not the table that {MANIFEST} tells of")
    return told


def _held(heads: Sequence[str]) -> list[Param]:
    """Return the parameters whose fields head the columns of a table."""
    return [param for param in PARAMETERS.values() if param.field in heads]


def which(folder: Path | None = None) -> str:
    """Return the identity of a posterior: another table has another one."""
    return str(load_manifest(folder)["sha256"])[:16]


def _said(value: Value | float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.{DIGITS}g}"


def _problem(place: Path, message: str) -> Problems:
    return Problems(
        [
            Problem(
                file=str(place / TABLE), message=message,
                rule="a posterior is used with the parameters that it was made for, and as it was made",
                remedy="make it anew: sp-sim calibrate --out DIR; or use --draws point",
            )
        ]
    )  # fmt: skip
