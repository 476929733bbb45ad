"""Values: how an equation reads a scenario's numbers."""

from __future__ import annotations

from typing import Any

Parameters = Any
"""All parameters of one scenario at one time, by field name: `p.referral_per_trust` is `referral.per_trust`.

In the engine it is a compiled record, in the Mesa model a plain namespace; the equations cannot tell.
Switches are 0.0 or 1.0.
"""
