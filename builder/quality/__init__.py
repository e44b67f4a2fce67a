"""How well each dataset is described, by the method of data.europa.eu; computed, not asked for."""
