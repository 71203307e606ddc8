#ifndef NONMUN_NONMUN_H
#define NONMUN_NONMUN_H

// nonmun in C: search an index of papers, and keep one up to date, from any language that can call
// C. This header is the manual; it needs C99 and no other header of nonmun.
//
//   nonmun_index* index = NULL;
//   char* json = NULL;
//   char* error = NULL;
//   nonmun_status status = nonmun_open("papers.index", &index, &error);
//   if (status == NONMUN_OK) status = nonmun_search(index, "강화학습", NULL, NULL, &json, &error);
//   puts(status == NONMUN_OK ? json : error);
//   nonmun_free(json);
//   nonmun_free(error);
//   nonmun_close(index);
//
// Strings. All are NUL-terminated UTF-8. Invalid UTF-8, and NULL where nothing else is said, are
// errors of usage. Only the path of an index may have any bytes but NUL. A string that a function
// gives out belongs to the caller, who frees it with nonmun_free().
//
// JSON. Options are one JSON object; NULL stands for an object without keys, a value of null for
// the default. An unknown key, a value of the wrong type or out of its range, and text that is not
// JSON are errors of usage. Keys may be written with "_" for "-". Answers are one JSON object on
// one line, in ASCII or UTF-8, as nonmun-search(1) describes them; keys may be added to them, so a
// reader ignores those that it does not know.
//
// Errors. A function that can fail returns a nonmun_status, and says more in its last argument
// `error`, which may be NULL. It sets *error to NULL, or on failure to a JSON object:
//   {"code": 2,                   the status
//    "cause": "query_syntax",     what ended the call; see nonmun_status
//    "message": "...",            what happened, for people
//    "hint": null,                what can be done about it, or null
//    "column": 7,                 of "query_syntax" the place in the query in code points, from 1;
//                                 otherwise null
//    "details": []}               what in particular, such as each damaged file
// When memory is exhausted, *error may be NULL although the call has failed. What else a function
// gives out is NULL, or 0, after any status but NONMUN_OK. No C++ exception leaves the library.
//
// Threads. Every function may be called on any thread. Unless something else is said, any number
// of threads may use the same object at once. An object must not be used while, or after, it is
// closed or freed. After fork() only the process that made an object may use it.
//
// Versions. Symbols and keys keep their meaning while NONMUN_ABI_VERSION is the same; functions,
// keys and causes may be added to it.

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#pragma GCC visibility push(default)  // the public names of a shared library
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define NONMUN_ABI_VERSION 1

/// How a call ended: the exit codes of the programs. In brackets the causes that belong to each;
/// the first is the general one.
typedef enum nonmun_status {
  NONMUN_OK = 0,
  NONMUN_NOT_FOUND = 1,  ///< what was asked for is not there; this is not an error
  /// An argument is not valid [usage], or the query is malformed [query_syntax].
  NONMUN_USAGE = 2,
  /// The input was refused and nothing published [bad_input, no_papers, rejects, drop, pipe, gate].
  NONMUN_BAD_INPUT = 65,
  NONMUN_NO_INDEX = 66,  ///< nothing is published there [no_index, no_previous]
  NONMUN_INTERNAL = 70,  ///< a bug in nonmun, or memory is exhausted [internal]
  NONMUN_IO = 74,        ///< [io, too_large, disk_full, damaged, database, remote]
  NONMUN_LOCKED = 75,    ///< another run holds the index [locked]
  /// The index was made by another version of nonmun [other_version], or its shards are of
  /// different generations [mixed_shards].
  NONMUN_OTHER_VERSION = 76,
  NONMUN_TIMEOUT = 124,      ///< deadline_ms has passed [deadline]
  NONMUN_INTERRUPTED = 130,  ///< nonmun_cancel_request() was called [interrupted]
} nonmun_status;

/// A published index, open for searching.
typedef struct nonmun_index nonmun_index;
/// Papers of the caller on their way into an index.
typedef struct nonmun_writer nonmun_writer;
/// A request to end calls early.
typedef struct nonmun_cancel nonmun_cancel;

// --- The library ---------------------------------------------------------------------------------

/// The version of the library, such as "0.1.0". Static: it must not be freed.
const char* nonmun_version(void);

/// NONMUN_ABI_VERSION of the library that the program runs with. A program that loads the library
/// at run time compares it with the one that it was written for.
int nonmun_abi_version(void);

/// Frees a string that the library gave out. NULL is allowed.
void nonmun_free(char* text);

/// What a search can be asked for, as an object: "parameters", the keys of the options of
/// nonmun_search() with type ("integer", "number", "string", "boolean"), value, choices, min, max,
/// default and help; and by name and help "facets", "fields" of the query language, "mechanisms"
/// and "weights".
nonmun_status nonmun_parameters(char** json, char** error);

/// The tokens of a text as the index has them; needs no index.
nonmun_status nonmun_analyze(const char* text, char** json, char** error);

// --- Ending calls early --------------------------------------------------------------------------

/// Makes a request that has not been made yet. It serves any number of calls, also at once, that
/// are to end together; after nonmun_cancel_request() it ends every call that it is given to.
/// NULL when memory is exhausted.
nonmun_cancel* nonmun_cancel_new(void);

/// Ends the calls that were given `cancel` with NONMUN_INTERRUPTED as soon as they notice; an
/// update leaves everything as it was. Allowed on any thread at any time, but not in a signal
/// handler.
void nonmun_cancel_request(nonmun_cancel* cancel);

/// Frees it; no call may be using it. NULL is allowed.
void nonmun_cancel_free(nonmun_cancel* cancel);

// --- Searching -----------------------------------------------------------------------------------

/// Opens the index in the folder `directory`; NULL or "": $NONMUN_INDEX, else
/// $XDG_DATA_HOME/nonmun/index, else ~/.local/share/nonmun/index. An open index follows what is
/// published by itself: each call answers from one generation, the newest when it began. Opening
/// costs much more than a search, so keep it open.
/// Errors: no_index, other_version, io, damaged.
nonmun_status nonmun_open(const char* directory, nonmun_index** index, char** error);

/// Opens several indexes, or the shards of one, to be searched as one: scores are those of one
/// index with all papers. Of indexes made apart, the first gives what is learnt from papers; a
/// paper that several have is the one of the index named first. An index that cannot be read, or
/// whose server does not answer, is left out, and the answers of nonmun_search(), nonmun_similar()
/// and nonmun_info() say so: "failed_shards", an array of {"index": ..., "error": ...}. It is tried
/// again every few seconds.
/// @param directories folders as of nonmun_open(), `count` of them, at least one
/// @param timeout_seconds that the server of a remote index may take for an answer, up to 3600;
///        0: 5 seconds
/// Errors: usage; mixed_shards when shards are of different wholes, or one is given twice; what the
/// first says when none can be opened.
nonmun_status nonmun_open_all(const char* const* directories, size_t count, double timeout_seconds,
                              nonmun_index** index, char** error);

/// Closes it; no call may be using it. NULL is allowed.
void nonmun_close(nonmun_index* index);

/// Searches.
/// @param query at most 8192 bytes; "": all papers that the options let through, if a sort, a date,
///        votes or recency in them says which come first
/// @param options the keys of nonmun_parameters(), and
///        "deadline_ms", a number from 0 to 86400000: when to end with `deadline` instead of an
///        answer, counted from the beginning of the call;
///        "without", an array of mechanisms to switch off; "weights", an object of weights by name
/// @param cancel may be NULL
/// Errors: usage, query_syntax (with "strict-query" only), deadline, interrupted, io, damaged.
nonmun_status nonmun_search(const nonmun_index* index, const char* query, const char* options,
                            const nonmun_cancel* cancel, char** json, char** error);

/// Everything that the index knows of a paper; NONMUN_NOT_FOUND when it has none with this id.
/// @param id in any spelling: an arXiv id with or without version, or the address of its page
/// @param query whose words are to be marked in its texts; may be NULL
/// Errors: usage, io, damaged.
nonmun_status nonmun_paper(const nonmun_index* index, const char* id, const char* query,
                           char** json, char** error);

/// Papers like one, most similar first, as results whose query is its id. NONMUN_USAGE when the
/// index has no paper with this id.
/// @param options, cancel as of nonmun_search()
nonmun_status nonmun_similar(const nonmun_index* index, const char* id, const char* options,
                             const nonmun_cancel* cancel, char** json, char** error);

/// How the last word of a query may go on, best first.
/// @param limit completions at most, up to 100
/// Errors: usage, io, damaged.
nonmun_status nonmun_suggest(const nonmun_index* index, const char* text, size_t limit, char** json,
                             char** error);

/// The index as it is: generation, papers, days. Errors: io, damaged.
nonmun_status nonmun_info(const nonmun_index* index, char** json, char** error);

/// The other names of a phrase, as the papers give them. Errors: usage, io, damaged.
nonmun_status nonmun_aliases(const nonmun_index* index, const char* phrase, char** json,
                             char** error);

// --- Indexing ------------------------------------------------------------------------------------

/// Told what a run does, on the thread that made the call and before it returns: one of
///   {"progress": {"phase": "read", "done": 12, "total": 180}}   total 0: not known
///   {"warning": "..."}                                          a warning, or a rejected entry
/// `event` is valid until the listener returns, which must not throw, nor use the writer that
/// called it. It may call nonmun_cancel_request().
typedef void (*nonmun_listener)(void* context, const char* event);

/// Brings an index up to date with files, and publishes it as one generation unless nothing
/// changed. Searches go on meanwhile. On failure, and if the process is killed, what was published
/// before stays.
/// @param directory the folder of the index, created when missing; NULL as of nonmun_open()
/// @param options
///        "sources", an array of files and folders, needed;
///        "rebuild", boolean: start from the sources alone;
///        "prune", boolean: drop files below the sources that have vanished;
///        "strict", boolean: publish nothing if an entry is rejected;
///        "upgrade", boolean, true: bring an index of an older version up to date;
///        "max_drop_percent", 0 to 100, 2: publish nothing if more of the papers would go;
///        "not_sources", an array of files and folders not to read;
///        "source_name", string: name of standard input among the sources, which is "-";
///        "max_file_size", bytes: larger files are rejected;
///        "memory_bytes": text of new papers to hold in memory;
///        "jobs", 0 to 1024: threads that analyze text, 0: one per core;
///        "wait_seconds", 0: how long to wait for another run to end
/// @param listener, context the listener may be NULL; it is given the context
/// @param cancel may be NULL
/// @param json the report, with the keys "published", "generation", "previous_generation",
///        "documents", "counts", "rejects", "missing", "upgraded", "seconds" and "phases" that
///        nonmun-index(1) describes
/// Errors: usage, those of NONMUN_BAD_INPUT, locked, io, disk_full, other_version, interrupted.
nonmun_status nonmun_update(const char* directory, const char* options, nonmun_listener listener,
                            void* context, const nonmun_cancel* cancel, char** json, char** error);

/// Begins changes to the papers that the caller has itself, without files. They are one source of
/// the index, which updates leave alone. Changes wait in memory until nonmun_writer_commit(). A
/// writer holds no lock and no file between calls. One thread at a time may use a writer; several
/// writers of one index may be used at once.
/// @param directory as of nonmun_update()
/// @param source name of the source: not empty, not "stdin", and without '/' or '-' in front
/// @param options "upgrade", "max_drop_percent", "memory_bytes", "jobs", "wait_seconds", as of
///        nonmun_update()
/// @param listener, context as of nonmun_update(), for as long as the writer is open
/// Errors: usage.
nonmun_status nonmun_writer_open(const char* directory, const char* source, const char* options,
                                 nonmun_listener listener, void* context, nonmun_writer** writer,
                                 char** error);

/// Adds a paper, or replaces what this source says of the paper with its id.
/// @param paper a JSON object as nonmun-jsonl(5) describes it
/// Errors: bad_input with the reason; nothing has changed then.
nonmun_status nonmun_writer_add(nonmun_writer* writer, const char* paper, char** error);

/// Removes what this source says of a paper; other sources may list it still.
/// @return NONMUN_NOT_FOUND when the source does not have it
/// Errors: usage, other_version, io.
nonmun_status nonmun_writer_remove(nonmun_writer* writer, const char* id, char** error);

/// Publishes the changes as one generation of the index, which is created when there is none;
/// nothing when they make no difference. On failure nothing is published, and the changes stay to
/// be committed again.
/// @param cancel may be NULL
/// @param json the report, as of nonmun_update()
/// Errors: as of nonmun_update().
nonmun_status nonmun_writer_commit(nonmun_writer* writer, const nonmun_cancel* cancel, char** json,
                                   char** error);

/// Forgets the changes that were not committed.
nonmun_status nonmun_writer_rollback(nonmun_writer* writer, char** error);

/// Closes it, and forgets the changes that were not committed. NULL is allowed.
void nonmun_writer_close(nonmun_writer* writer);

#ifdef __cplusplus
}
#endif

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif  // NONMUN_NONMUN_H
