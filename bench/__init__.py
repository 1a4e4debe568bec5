"""Benchmarks: `make bench` measures, prints a table of medians and says on what machine."""
