"""Mesa is used sparingly: no model outlives its use, and only what every Mesa 3 has is asked for."""

import ast
import gc
import weakref
from pathlib import Path

import mesa
import pytest

import sp_sim.model
from sp_sim.model.model import SocialPrescribingModel
from tests.agreement.worlds import MOVING, a_busy_world
from tests.builders import an_area
from tests.memory import blocks, blocks_left

MODELS = 200

SAFE = {"Model", "Agent"}
"""What the model may take from Mesa; all of it is the same in Mesa 3.3 and in later ones."""

SAFE_OF_MODEL = {"remove_all_agents"}
SAFE_OF_AGENT = {"model", "remove"}


def run_to_the_end(world, seed):
    model = SocialPrescribingModel(world, seed=seed, weeks=26)
    model.run()
    return weakref.ref(model)


def step_and_drop(world, seed):
    model = SocialPrescribingModel(world, seed=seed, weeks=26)
    for _ in range(9):
        model.step()
    return weakref.ref(model)


def only_make(world, seed):
    return weakref.ref(SocialPrescribingModel(world, seed=seed, weeks=26))


@pytest.mark.parametrize("use", [run_to_the_end, step_and_drop, only_make])
def test_of_two_hundred_models_none_outlives_its_use(use):
    world = a_busy_world(MOVING, area=an_area(practices=2, registered=200))
    models = [use(world, seed) for seed in range(MODELS)]
    gc.collect()

    assert 0 == sum(model() is not None for model in models)


def test_a_model_that_is_kept_among_them_is_found():
    world = a_busy_world(area=an_area(practices=1, registered=400))
    kept = SocialPrescribingModel(world, seed=0, weeks=3)
    models = [weakref.ref(kept), *(only_make(world, seed) for seed in range(1, MODELS))]
    gc.collect()

    assert 1 == sum(model() is not None for model in models)


@pytest.fixture
def hamlet():
    """A world of one practice, and the pieces of memory in a model of it that has run."""
    world = a_busy_world(area=an_area(practices=1, registered=400))
    lived(world, 0)
    before = blocks()
    model = lived(world, 0)
    of_one = blocks() - before
    del model
    return world, of_one


def lived(world, seed):
    model = SocialPrescribingModel(world, seed=seed, weeks=9)
    model.run()
    return model


@pytest.mark.slow
def test_two_hundred_models_leave_less_than_half_of_one_behind(hamlet):
    world, of_one = hamlet

    assert of_one > 1_500
    assert blocks_left(lambda seed: lived(world, seed), range(60), range(60, 60 + MODELS)) < (
        of_one / 2
    )


@pytest.mark.slow
def test_one_model_that_is_kept_among_two_hundred_is_found(hamlet):
    world, of_one = hamlet
    kept = []

    def keep_one(seed):
        model = lived(world, seed)
        if seed == 160:
            kept.append(model)

    assert blocks_left(keep_one, range(60), range(60, 60 + MODELS)) > of_one / 2


def sources():
    (folder,) = sp_sim.model.__path__
    return sorted(Path(folder).glob("*.py"))


def taken_from_mesa(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and "mesa" == getattr(node.value, "id", ""):
            yield node.attr
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mesa"):
            yield f"from {node.module}"


def test_only_models_and_agents_are_taken_from_mesa():
    found = {name for path in sources() for name in taken_from_mesa(ast.parse(path.read_text()))}

    assert SAFE == found


def names_asked(tree):
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def public(kind):
    """What Mesa itself gives to a model or an agent, set up or not."""
    model = mesa.Model()
    one = model if kind is mesa.Model else mesa.Agent(model)
    return {name for name in dir(one) if not name.startswith("_")}


def test_nothing_else_of_mesas_models_and_agents_is_asked_for():
    """Mesa's own chance, schedules, spaces and agent sets would tie results to Mesa's version."""
    asked = set().union(*(names_asked(ast.parse(path.read_text())) for path in sources()))
    ours = {"step", "model", "steps"} | SAFE_OF_MODEL | SAFE_OF_AGENT

    assert set() == asked & (public(mesa.Model) | public(mesa.Agent)) - ours


def test_mesas_chance_is_never_used():
    """Whatever Mesa's generators hold, the lives are the same."""
    world = a_busy_world(MOVING)
    plain = SocialPrescribingModel(world, seed=3, weeks=26)
    shaken = SocialPrescribingModel(world, seed=3, weeks=26)
    shaken.random.seed(99)
    shaken.rng.random(1_000)

    assert plain.run().same_bits(shaken.run())


def test_everybody_is_an_agent_that_mesa_can_count():
    model = SocialPrescribingModel(a_busy_world(), seed=1, weeks=26)
    model.step()
    kinds = {kind.__name__: len(model.agents_by_type[kind]) for kind in model.agent_types}

    assert {"Patient", "GP", "Champion", "LinkWorker", "Manager", "Counsellor"} == set(kinds)
    assert model.world.practices["prone"].sum() == kinds["Patient"]
    assert len(model.world.gps) == kinds["GP"]
    assert len(model.services) == kinds["Manager"] == kinds["Counsellor"]


def test_a_model_stepped_by_hand_gives_what_run_gives():
    world = a_busy_world(MOVING)
    stepped = SocialPrescribingModel(world, seed=3, weeks=26)
    for _ in range(26):
        stepped.step()
    ran = SocialPrescribingModel(world, seed=3, weeks=26).run()

    assert ran.same_bits(stepped.ledger.records(stepped))
