"""Going to a section, page, share or bookmark by its name."""
