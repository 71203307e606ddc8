"""The relevance laboratory: run judged queries, measure, compare, and show the rankings.

Python standard library only, so that it runs wherever the engine is built.
"""
