"""The catalogue in DCAT-AP, and what stands at well-known addresses."""
