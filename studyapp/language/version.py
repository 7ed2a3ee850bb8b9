"""What the window knows of the engine without loading it: its version, and how it says that it is off."""

ENGINE = "encoder 4"
"""Another one than a text was analysed with has it analysed anew."""
OFF = "off"
"""What an analysis says that found nothing because the model is missing."""
OFF_SENTENCE = "Analysis is off: the language model is missing or damaged."
OFF_HINT = "Install the program again; everything else works."
