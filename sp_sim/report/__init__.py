"""Report: one page, one workbook and the pictures that tell a result to those who decide."""
