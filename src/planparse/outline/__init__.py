"""Numbered items: candidates, the reading with the least penalty, headings, tables of rows."""
