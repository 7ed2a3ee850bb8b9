"""The right pane: tabs, and what stands over them."""
