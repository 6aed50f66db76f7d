"""Commands that are no step of a build."""
