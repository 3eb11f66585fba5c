"""What the bodies of the invented country publish: one module for each published format."""
