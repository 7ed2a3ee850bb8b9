"""The line at the foot: progress, place and the state of long work."""
