"""Theory: one file a mechanism, its parameters and its pure equations, each written once."""
