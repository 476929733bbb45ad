"""Docs: what the program says of itself, assembled from its own code."""
