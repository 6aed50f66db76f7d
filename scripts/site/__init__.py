"""Makes the pages and the files of the site from the study."""
