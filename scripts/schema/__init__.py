"""The shape of every file: one definition of each field. Keys are the YAML's."""
