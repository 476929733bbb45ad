"""Nouns of the field that every other room uses; they know nobody."""
