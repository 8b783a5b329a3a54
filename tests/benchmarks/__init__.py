"""Benchmarks: what a figure costs and how it compares, in ratios of one run. Nothing here is a test
of the suite but the files named test_*.py.
"""
