"""From YAML files to the pages of the site: load, check, link, draw, render, publish."""
