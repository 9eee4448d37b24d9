// Copying, for the modules that do more than that. It stands in hub.js, since every page has an address to copy.
export { copy, copyButtons as start } from "./hub.js";
