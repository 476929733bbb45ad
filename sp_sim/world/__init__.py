"""World: scenario and area become the starting columns of both models."""
