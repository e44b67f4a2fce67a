"""How a web server should serve the site: one list of types and headers, in the words of each."""
