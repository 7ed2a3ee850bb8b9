"""Facts → card drafts: templates, the rules that every draft keeps, quality with named reasons.

What it needs of a language comes in as a value (`base_form`); it knows neither the engine nor the library.
"""
