"""Import by menu, drop and paste, with progress and cancel."""
