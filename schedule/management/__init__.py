"""What an operator does with terms and courses by hand."""
