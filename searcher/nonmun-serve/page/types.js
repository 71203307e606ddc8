/**
 * The JSON of the server, as far as the page reads it; /openapi.yaml describes all of it.
 *
 * @typedef {[number, number][]} Marks [begin, end) in code points, ascending
 * @typedef {{field: string, text: string, marks: Marks}} Snippet
 * @typedef {{bm25: number, similarity: number, votes: number, recency: number}} ScoreParts
 * @typedef {{from: string, to: string[], why: string}} Expansion
 *
 * @typedef {object} Hit
 * @property {number} rank 1-based, counted over all pages
 * @property {string} id
 * @property {string} title
 * @property {string} url
 * @property {string} date
 * @property {string | null} withdrawn
 * @property {number | null} votes
 * @property {string[]} authors
 * @property {number} score
 * @property {ScoreParts} score_parts
 * @property {string | null} pinned
 * @property {Snippet[]} snippets
 * @property {{what: string, bm25: number}[]} [explanation]
 * @property {{word: string, share: number}[]} [similarity]
 *
 * @typedef {object} Results
 * @property {string} query
 * @property {number} found
 * @property {number} found_all
 * @property {"any" | "all" | "most"} scope
 * @property {number} listed
 * @property {string[]} notes
 * @property {number} out_of
 * @property {number} offset
 * @property {number} limit
 * @property {{generation: string, built_at: string, documents: number}} index
 * @property {string | null} did_you_mean
 * @property {{query: string, why: string, papers: number}[]} suggestions changes of a query that
 *   found nothing, or nothing with all words
 * @property {Expansion[]} expanded
 * @property {string} [understood]
 * @property {Hit[]} hits
 * @property {Record<string, [string, number][]>} [facets]
 * @property {Record<string, number>} [facets_distinct]
 *
 * @typedef {object} Paper
 * @property {string} id
 * @property {string} title
 * @property {Marks} title_marks
 * @property {string} url
 * @property {string[]} listed
 * @property {string | null} withdrawn
 * @property {number | null} votes
 * @property {string[]} authors
 * @property {{kind: string, label: string | null, text: string, marks: Marks}[]} sections
 * @property {string | null} abstract
 * @property {Marks} abstract_marks
 * @property {string[]} keywords
 * @property {{name: string, line: number | null}[]} sources
 *
 * @typedef {{text: string, value: string, kind: string, papers: number}} Completion
 * @typedef {{phrase: string, papers: number, paper_ids: string[]}} Alias
 *
 * @typedef {object} IndexInfo
 * @property {string} generation
 * @property {string} built_at
 * @property {number} papers
 * @property {string | null} first_day
 * @property {string | null} last_day
 */
export {};
