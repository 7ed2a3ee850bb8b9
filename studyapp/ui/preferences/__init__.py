"""Preferences: reading, study, language, keys, library."""
