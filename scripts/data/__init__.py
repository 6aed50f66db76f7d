"""The study as tables, for those who compute with them: a package of data, and a workbook."""
