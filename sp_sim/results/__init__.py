"""Results: what runs come to, as measures, tables and files."""
