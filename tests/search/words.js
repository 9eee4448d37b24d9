// The forms of texts, by the module that browsers load. Usage: node words.js MODULE < texts.json > forms.json

import { pathToFileURL } from "node:url";

const { forms, pairs, plain, tokens } = await import(pathToFileURL(process.argv[2]));
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const inPairs = (form) => pairs(form) ?? [form];
const read = (text) => tokens(plain(text)).map((token) => {
  const { whole, parts } = forms(token.text);
  return { token: token.text, whole: whole.flatMap(inPairs), parts: parts.flatMap(inPairs) };
});
process.stdout.write(JSON.stringify(JSON.parse(Buffer.concat(chunks)).map(read)));
