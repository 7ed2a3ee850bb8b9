"""Scheduling: FSRS behind our own small face, the only room that imports `fsrs`. No database, no clock."""
