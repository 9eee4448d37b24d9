// Asks the search of a built site in Node, by the very modules that browsers load.
// Usage: node ask.js SITE < questions.json > answers.json; a question is {q, kind, topic}, an answer {results: [result], …}.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

globalThis.fetch = async (url) => {
  try {
    const data = await readFile(url);
    return { ok: true, status: 200, json: async () => JSON.parse(data), text: async () => data.toString() };
  } catch (error) {
    console.error(error.message); // nothing is asked for that is not there
    process.exit(1);
  }
};

const site = pathToFileURL(`${process.argv[2]}/`);
const { ask } = await import(new URL("assets/search/engine.js", site));
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const answers = [];
for (const question of JSON.parse(Buffer.concat(chunks))) {
  const { results, ...answer } = await ask(question);
  const shown = (await Promise.all(results.slice(0, 10).map((read) => read()))).filter(Boolean);
  const root = site.href;
  answers.push({ ...answer, count: results.length, results: shown.map((one) => ({ ...one, url: one.url.replace(root, "") })) });
}
process.stdout.write(JSON.stringify(answers));
