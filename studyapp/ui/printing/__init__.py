"""The section on paper, or in a PDF, with its highlights and notes."""
