/** Requests to the server that the page comes from. */

const TOKEN = "nonmun.token";

/** An answer that is an error, as problem+json says it; status 0: no answer at all. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {{detail?: string, cause?: string, hint?: string}} problem
   * @param {number | null} [retryAfter] seconds
   */
  constructor(status, problem, retryAfter = null) {
    super(problem.detail ?? "");
    this.status = status;
    this.causeName = problem.cause ?? "";
    this.hint = problem.hint ?? "";
    this.retryAfter = retryAfter;
  }
}

/**
 * Keeps the token of a server that requires one until the browser's tab is closed.
 * @param {string} token
 */
export function keepToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

/**
 * The JSON at an address.
 * @param {string} path
 * @param {Record<string, string | number>} [parameters]
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 * @throws {ApiError} and whatever `signal` is aborted with
 */
export async function get(path, parameters = {}, signal) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) query.set(name, String(value));
  const text = query.toString();
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  const token = sessionStorage.getItem(TOKEN);
  if (token) headers.Authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(text ? `${path}?${text}` : path, { headers, signal });
    if (response.ok) return await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, {});
  }
  const retry = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const problem = await response.json().catch(() => ({}));
  throw new ApiError(response.status, problem, Number.isNaN(retry) ? null : retry);
}

/**
 * @param {string} id
 * @returns {string} the address of a paper
 */
export function paperPath(id) {
  return `/v1/papers/${encodeURIComponent(id)}`;
}

/** Runs tasks of which only the latest counts: it aborts those before it. */
export class Latest {
  #controller = new AbortController();
  #sequence = 0;

  /**
   * @template T
   * @param {(signal: AbortSignal) => Promise<T>} task
   * @returns {Promise<T | undefined>} nothing when a later task has been started meanwhile, even
   *   if this one has failed
   */
  async run(task) {
    this.cancel();
    const sequence = this.#sequence;
    try {
      const result = await task(this.#controller.signal);
      return sequence === this.#sequence ? result : undefined;
    } catch (error) {
      if (sequence !== this.#sequence) return undefined;
      throw error;
    }
  }

  /** Lets the task that runs count no more. */
  cancel() {
    this.#controller.abort();
    this.#controller = new AbortController();
    ++this.#sequence;
  }
}

/** Answers that belong to a generation, until another one is published. */
export class PerGeneration {
  #generation = "";
  /** @type {Map<string, Promise<any>>} */
  #answers = new Map();

  /**
   * @param {string} generation the answers must belong to
   * @param {string} path
   * @param {Record<string, string | number>} parameters
   * @returns {Promise<any>}
   */
  get(generation, path, parameters) {
    if (generation !== this.#generation) this.#answers.clear();
    this.#generation = generation;
    const key = `${path} ${JSON.stringify(parameters)}`;
    let answer = this.#answers.get(key);
    if (!answer) {
      answer = get(path, parameters);
      answer.catch(() => this.#answers.delete(key));
      this.#answers.set(key, answer);
    }
    return answer;
  }
}
