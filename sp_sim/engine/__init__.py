"""Engine: the running copy of the model, the same week over columns, compiled."""
