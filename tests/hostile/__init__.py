"""Inputs with one fault each, made by named mutations, and what becomes of each."""
