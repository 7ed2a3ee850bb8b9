"""Every action with its keys: the palette finds and runs one, the sheet lists all."""
