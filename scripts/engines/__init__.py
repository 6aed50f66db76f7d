"""Hands the site over to an engine: MkDocs, or its successor."""
