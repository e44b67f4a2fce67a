"""The static API and its OpenAPI description."""
