"""The office in a browser: Django above the library."""
