"""The machine: folders, resources, clock, lanes, locks, settings, logs, and the import process's keeper."""
