"""Plain text without markup: its structure is found by the form and place of its lines.

`lines` makes units of lines, `outline` and `links` find marked ones; `forms` knows what headings look like
and `looks` what else does, `company` and `places` tell them apart; `customs`, `signs`, `blocks` and, for
paragraphs of one line each, `lone` know how a whole text heads its parts; `headings` puts that together,
`levels` says how deep they stand; `boilerplate`, `pages` and `gutenberg` find what is not the text,
`opening` title and authors; `document` is the whole. No database.
"""

from studyapp.importers.plain.document import paragraphs, parse_plain

__all__ = ["paragraphs", "parse_plain"]
