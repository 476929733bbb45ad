"""Areas: the practices that a run covers, as published, made up, or read from a file."""
