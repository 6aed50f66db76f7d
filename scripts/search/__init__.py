"""What a search may find, and its index."""
