"""The engine's name and version, apart from the engine: the window compares it and never loads the lists."""

ENGINE = "rules 2"
"""Another one than a text was analysed with has it analysed anew."""
