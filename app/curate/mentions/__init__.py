"""What the rules look for in a sentence: dates, people, parties, cities, mechanisms, figures. One module for each."""
