"""Rasd reads Arabic conflict bulletins into records."""
