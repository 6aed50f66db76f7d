"""Problems found in files: what they are, how they are said and shown."""
