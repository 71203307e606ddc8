// The tools of nonmun-serve, called by the official client of the Model Context Protocol: prints
// what it got as one JSON object.
//
// Usage: node client.mjs PROGRAM INDEX

import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const [program, index] = process.argv.slice(2);
const client = new Client({ name: "nonmun-test", version: "1" });
await client.connect(
  new StdioClientTransport({ command: program, args: ["mcp", "--index", index] }));

const { tools } = await client.listTools();
// The client checks structured content against the output schema of the tool.
const found = await client.callTool(
  { name: "search_papers", arguments: { query: "강화학습", limit: 3 } });
const id = found.structuredContent.hits[0].id;
const paper = await client.callTool({ name: "get_paper", arguments: { id } });
const similar = await client.callTool({ name: "similar_papers", arguments: { id, limit: 2 } });
const recent = await client.callTool({ name: "recent_papers", arguments: { limit: 2 } });
const wrong = await client.callTool({ name: "get_paper", arguments: { id: "9999.99999" } });
await client.ping();
console.log(JSON.stringify({
  server: client.getServerVersion(),
  tools: tools.map((tool) => tool.name),
  found: found.structuredContent,
  paper: paper.structuredContent,
  similar: similar.structuredContent,
  recent: recent.structuredContent,
  wrong,
}));
await client.close();
