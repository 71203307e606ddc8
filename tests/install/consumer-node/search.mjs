// Usage: node search.mjs QUERY   (with nonmun-serve running)
const server = process.env.NONMUN_URL ?? "http://127.0.0.1:7878";
const parameters = new URLSearchParams({ q: process.argv[2], limit: 3 });
const response = await fetch(`${server}/v1/search?${parameters}`);
const answer = await response.json();
if (!response.ok) throw new Error(`${answer.cause}: ${answer.detail}`); // RFC 9457
for (const hit of answer.hits) console.log(`${hit.id}\t${hit.score}\t${hit.title}`);
