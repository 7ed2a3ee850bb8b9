"""From a file to sections and blocks. One format a module; no database, no Qt, no clock."""
