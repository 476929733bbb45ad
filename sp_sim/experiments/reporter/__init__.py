"""The reporter: what each published pattern needs to be lived, and what came of it."""
