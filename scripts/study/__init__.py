"""Reads all the files, validates them, links them into one study."""
