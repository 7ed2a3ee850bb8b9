"""The list of notes and the editor of one."""
