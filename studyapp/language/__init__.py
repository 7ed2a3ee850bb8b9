"""Text → sentences, mentions, actors with aliases, dates and facts, each with the place that it came from.

The room knows no database, no files but the lexicons, and no cards. Its face is `engine.analyse` and, for
what goes over a pipe, `wire`. The rules are few and named; what they know of the world is in the lexicons.
"""
