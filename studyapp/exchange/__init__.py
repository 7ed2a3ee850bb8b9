"""In and out: the library's things in the formats of other programs. It opens no library itself."""
