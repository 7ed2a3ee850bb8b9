"""The statistics: what was done, what is due, how well it is remembered, each as a picture and a table."""
