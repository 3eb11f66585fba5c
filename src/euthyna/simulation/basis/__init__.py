"""What everything invented is made of: chance, dates, names, markets."""
