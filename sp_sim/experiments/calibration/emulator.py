"""The emulator: what a target would be for a parameter set, in microseconds, with its own error."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.errors import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.estimate import Floats
    from sp_sim.experiments.calibration.screening import Screened

MOST_FITTED = 250
"""So many sets find the length scales; the last ones, so many, then set the surface."""
MOST_KEPT = 900
FOLDS = 5
LEAST_JUDGED = 40
"""Of the last wave, at least so many sets are needed to judge the error by it alone."""
AT_ONCE = 2_000
TAILS = (0.5, 99.5)
UNKNOWN = 1e12
"""The error of a target of which next to nothing is known."""


@dataclass(frozen=True)
class Surface:
    """One target: a quadratic in its inputs, and a Gaussian process for what that leaves."""

    inputs: tuple[int, ...]
    scales: Floats
    trend: Any
    process: Any
    middle: float
    error: float
    """Variance of what it misses on sets that it was not fitted to: chance and unfitted parameters too."""

    def predict(self, chances: Floats) -> Floats:
        """Return the target for each set, shape (sets,)."""
        found = np.full(len(chances), self.middle)
        if not self.inputs:
            return found
        for first in range(0, len(chances), AT_ONCE):
            rows = slice(first, first + AT_ONCE)
            z = _centred(chances[rows][:, self.inputs])
            found[rows] = self.trend.predict(z)
            if self.process is not None:
                found[rows] += self.process.predict(z * self.scales)
        return found


@dataclass(frozen=True)
class Emulator:
    """The surfaces of all targets."""

    surfaces: tuple[Surface, ...]

    def predict(self, chances: Floats) -> Floats:
        """Return all targets for each set, shape (sets, targets)."""
        with _one_thread():
            return np.column_stack([surface.predict(chances) for surface in self.surfaces])

    @property
    def error(self) -> Floats:
        """Variances of what each surface misses, shape (targets,)."""
        return np.array([surface.error for surface in self.surfaces])


def fit(chances: Floats, values: Floats, screened: Screened, last: int) -> Emulator:
    """Return the emulator of these sets.

    Args:
        chances: Shape (sets, parameters).
        values: What was lived, shape (sets, targets).
        screened: Which parameters move which target.
        last: How many sets at the end are of the last wave; the error is judged there.
    """
    with _one_thread():
        return Emulator(
            tuple(
                _surface(chances, values[:, place], screened.inputs(place), sizes, last)
                for place, sizes in enumerate(np.abs(screened.effects))
            )
        )


def _surface(
    chances: Floats, values: Floats, inputs: Sequence[int], sizes: Floats, last: int
) -> Surface:
    known = np.flatnonzero(np.isfinite(values))
    given = values[known]
    if len(known) < 8:
        return Surface((), np.empty(0), None, None, 0.0, UNKNOWN)
    y = np.clip(given, *np.percentile(given, TAILS))
    if not inputs:
        judged = _judged(known, len(values), last)
        return Surface((), np.empty(0), None, None, float(y.mean()), float(y[judged].var()))
    z = _centred(chances[known][:, inputs])
    weights = np.sqrt(sizes[list(inputs)] / sizes[list(inputs)].max())
    kernel = _kernel(z, y, weights)
    missed = np.empty(len(y))
    for fold in range(FOLDS):
        out = np.arange(len(y)) % FOLDS == fold
        trend, process = _fitted(z[~out], y[~out], weights, kernel)
        missed[out] = given[out] - _told(trend, process, z[out], weights)
    error = float((missed[_judged(known, len(values), last)] ** 2).mean())
    trend, process = _fitted(z, y, weights, kernel)
    return Surface(tuple(inputs), weights, trend, process, float(y.mean()), error)


def _judged(known: Any, sets: int, last: int) -> Any:  # noqa: ANN401 - masks of rows
    recent = known >= sets - last
    return recent if recent.sum() >= LEAST_JUDGED else np.ones(len(known), dtype=bool)


def _told(trend: Any, process: Any, z: Floats, weights: Floats) -> Floats:  # noqa: ANN401 - untyped
    found = np.asarray(trend.predict(z), dtype=np.float64)
    return found if process is None else found + process.predict(z * weights)


def _centred(chances: Floats) -> Floats:
    return np.asarray(2.0 * chances - 1.0, dtype=np.float64)


def _trend(sets: int, inputs: int) -> Any:  # noqa: ANN401 - the library has no types
    """Return a quadratic with interactions where there are sets enough, else a straight surface."""
    learn = _library()
    terms = (inputs + 1) * (inputs + 2) // 2
    degree = 2 if sets > 3 * terms else 1
    return learn["pipeline"](learn["polynomial"](degree), learn["ridge"](alpha=1.0))


def _kernel(z: Floats, y: Floats, weights: Floats) -> Any:  # noqa: ANN401 - untyped
    """Return the kernel of what a trend leaves, its scales found by likelihood; `None` if too few."""
    learn = _library()
    if len(y) < 3 * LEAST_JUDGED:
        return None
    left = y - _trend(len(y), z.shape[1]).fit(z, y).predict(z)
    spread = float(left.var()) or 1.0
    start = learn["constant"](0.3 * spread, (1e-4 * spread, 10.0 * spread)) * learn["rbf"](
        2.0, (0.3, 20.0)
    ) + learn["white"](0.7 * spread, (1e-3 * spread, 2.0 * spread))
    some = np.linspace(0, len(y) - 1, min(len(y), MOST_FITTED)).astype(int)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a scale at its bound is an answer: nothing is left over
        process = learn["process"](start, alpha=1e-10).fit(z[some] * weights, left[some])
    return process.kernel_


def _fitted(z: Floats, y: Floats, weights: Floats, kernel: Any) -> tuple[Any, Any]:  # noqa: ANN401
    learn = _library()
    trend = _trend(len(y), z.shape[1]).fit(z, y)
    if kernel is None:
        return trend, None
    some = np.arange(max(0, len(y) - MOST_KEPT), len(y))
    left = y[some] - trend.predict(z[some])
    process = learn["process"](kernel, alpha=1e-10, optimizer=None)
    return trend, process.fit(z[some] * weights, left)


def _library() -> dict[str, Any]:
    """Return what is used of scikit-learn; refuse in words where it is not installed."""
    try:
        from sklearn.gaussian_process import GaussianProcessRegressor  # noqa: PLC0415 - optional
        from sklearn.gaussian_process.kernels import (  # noqa: PLC0415 - as above
            RBF,
            ConstantKernel,
            WhiteKernel,
        )
        from sklearn.linear_model import Ridge  # noqa: PLC0415 - as above
        from sklearn.pipeline import make_pipeline  # noqa: PLC0415 - as above
        from sklearn.preprocessing import PolynomialFeatures  # noqa: PLC0415 - as above
    except ImportError as error:
        raise Problems([_NOT_INSTALLED]) from error
    return {
        "process": GaussianProcessRegressor, "rbf": RBF, "constant": ConstantKernel,
        "white": WhiteKernel, "ridge": Ridge, "pipeline": make_pipeline,
        "polynomial": PolynomialFeatures,
    }  # fmt: skip


def check_installed() -> None:
    """Refuse to start where the library of the emulator is not installed."""
    _library()


def _one_thread() -> Any:  # noqa: ANN401 - a context of the library
    """Return what keeps sums in one order: linear algebra on one core."""
    _library()
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - comes with scikit-learn

    return threadpool_limits(1)


_NOT_INSTALLED = Problem(
    file="scikit-learn",
    message="is not installed, and the emulator of a calibration needs it",
    rule="calibrating needs the extra `calibration`",
    remedy='install it with: pip install "sp_sim[calibration]"',
)
