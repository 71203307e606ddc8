"""A walk through an index, cell by cell: run it as a script, or in an editor that knows `# %%`.

Usage: python3 explore.py [INDEX]    (none: the default index)
"""

# %% Open an index: it stays open, and follows new generations by itself
import sys

import nonmun

index = nonmun.Index(sys.argv[1] if len(sys.argv) > 1 else None)
info = index.info()
print(f"{info.papers} papers, {info.first_day} to {info.last_day}")

# %% Search, with the matching words of the best passage marked
results = index.search("강화학습은", limit=3, passages=1)
print(f"\n{results.listed} papers for {results.query}")
for expansion in results.expanded:
    print(f"  {expansion.from_} = {', '.join(expansion.to)} ({expansion.why})")
for hit in results:
    print(f"{hit.rank}. {hit.title} ({hit.date})")
    for snippet in hit.snippets:
        print("  ", snippet.marked("[", "]"))

# %% Papers per month of everything that has a word, as a chart of text
months = index.search("모델", limit=0, facets="month").facets["month"]
print()
for month, papers in months.values:
    print(f"{month} {'#' * papers}")

# %% Go on from a paper to papers like it
paper = index.paper(results[0].id)
assert paper is not None
print(f"\nLike {paper.title}, listed in {paper.sources[0].name.rsplit('/', 1)[-1]}:")
for hit in index.similar(paper.id, limit=3):
    print(f"  {hit.score:.2f} {hit.title}")

# %% What may half-typed Korean become?
print("\n강화하:", ", ".join(completion.text for completion in index.suggest("강화하", limit=3)))

# %% An error has a cause, and says where
try:
    index.search("모델 AND (", strict_query=True)
except nonmun.QuerySyntaxError as error:
    print(f"\ncolumn {error.column}: {error.message}")
