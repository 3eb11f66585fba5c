"""Who there is in the invented country and what they do, before anything is published."""
