"""Small controls that every screen shares, painted by the program itself from the theme."""
