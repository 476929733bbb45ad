"""`python -m sp_sim` is `sp-sim`."""

from __future__ import annotations

import sys

from sp_sim.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
