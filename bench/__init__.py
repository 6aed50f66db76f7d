"""Measures the site at the size it may reach."""
