"""Documents of elements (HTML, XHTML): one walk from a tree to sections and blocks for every format."""
