"""Jekyll's template language, on top of python-liquid."""
