"""Text: typography, inline markup, slugs, folding."""
