"""Reads YAML text into data with positions, says what is not YAML, writes it back."""
