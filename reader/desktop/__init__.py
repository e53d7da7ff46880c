"""The desktop around the program: opening links and files, one instance."""
