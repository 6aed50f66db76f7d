"""Documents for an office suite: the interview grid, written for Word and read back from it."""
