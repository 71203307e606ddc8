"""The benchmark beside other engines: documents, queries, systems, and the report."""
