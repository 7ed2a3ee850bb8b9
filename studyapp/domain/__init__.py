"""The nouns of the program: frozen values and the error family. No I/O, no clock, no third-party import."""
