"""Publishes a built site, and previews one."""
