"""Reviewing: one card at a time, the answer with its sentence, four grades with their true intervals."""
