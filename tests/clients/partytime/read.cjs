// Reads feeds as Podverse does: a JSON list of feeds on standard input, a JSON list of what it understood on standard output.
const { createRequire } = require("node:module");
const { parseFeed } = createRequire(`${process.env.NODE_PACKAGES}/package.json`)("podcast-partytime");

const feeds = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(feeds.map((feed) => parseFeed(feed))));
