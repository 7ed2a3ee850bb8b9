"""The reading page: one section at a time, with marks painted under the text."""
