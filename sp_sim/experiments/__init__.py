"""Experiments: what is asked of the model, and how runs answer it."""
