"""Plain: what a manifest keeps of a scenario is the whole of it, places and roll-outs too."""

import json

import pytest

from sp_sim.scenario import load, paths
from sp_sim.scenario.plain import as_plain, from_plain

SHIPPED = sorted(path.stem for path in paths.shipped().glob("*.yaml"))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_scenario_kept_in_a_manifest_asks_the_same(name):
    scenario = load(name)
    again = from_plain(name, json.loads(json.dumps(as_plain(scenario))))

    assert scenario.fingerprint == again.fingerprint
    assert (scenario.placed, scenario.changes) == (again.placed, again.changes)
    assert scenario.services == again.services
