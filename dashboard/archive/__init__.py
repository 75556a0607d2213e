"""The archive: bulletins that are kept, with their records, their review and their history."""
