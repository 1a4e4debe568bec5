"""What staff have written and not published: from when it plans anew, how it will look, what is odd."""
