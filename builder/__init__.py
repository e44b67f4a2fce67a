"""A generator of static, bilingual open-data portals from Frictionless Data Packages."""

__version__ = "0.2.0"
