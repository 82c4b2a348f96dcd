"""The command line. A command is one file: it reads its arguments, calls one function and prints."""
