"""The account in the forms that other programs read: JSON with its schema, CSV and JSON lines tables, whole files."""
