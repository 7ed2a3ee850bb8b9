"""Measures of the window that several parts share, in pixels."""

BAR_PX = 48  # height of the top bar
LINE_PX = 28  # height of the status line
STRIP_PX = 48  # height of a strip at the foot of the page
NARROW_PX = 1180  # below this width one side pane stays, and the search box becomes its icon
