"""Parties that are one: links with their evidence, and the identities made of them."""
