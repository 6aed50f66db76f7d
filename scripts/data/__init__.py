"""The study as tables, for who computes with them: a package of data, and a workbook."""
