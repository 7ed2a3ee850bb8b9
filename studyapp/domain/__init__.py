"""The nouns of the program: immutable values and the error family. No I/O, no clock, no third-party import.

A noun is a NamedTuple; a frozen dataclass where it checks itself or a field has the name of a tuple's method.
(A dataclass takes 0.5 ms to make, and the window makes most nouns before its first frame.)
"""
