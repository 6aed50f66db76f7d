"""Charts: their data, drawing and cache."""
