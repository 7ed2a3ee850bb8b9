"""The headless twin of the window: the same services, JSON on request, never Qt."""
