"""The bar at the top: menu, panes, history, path, search and appearance."""
