"""Mutation testing: what happens when the code is broken on purpose; make mutants."""
