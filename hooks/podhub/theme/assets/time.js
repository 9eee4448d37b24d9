// Seconds, as people and addresses write them.

/** 83 → "1:23", 3723 → "1:02:03". */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Whether lines, and so time, run from the right to the left. */
export const runsLeft = () => document.documentElement.dir === "rtl";

/** 83 → "1 minute 23 seconds": what a screen reader says of a position. */
export function spoken(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [[Math.floor(whole / 3600), "hour"], [Math.floor(whole / 60) % 60, "minute"], [whole % 60, "second"]];
  const said = parts.filter(([number, unit]) => number || (unit === "second" && !whole));
  const inWords = (unit) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" });
  return said.map(([number, unit]) => inWords(unit).format(number)).join(" ");
}

/** A part of the audio in an address (W3C Media Fragments): "#t=83" → {at: 83, end: null}, "#t=1:23,97" → {at: 83, end: 97}. */
export function readFragment(hash) {
  const found = /^#t=(?:npt:)?([\d:.]*)(?:(?:,|%2C)([\d:.]+))?$/i.exec(hash);
  if (!found || (!found[1] && !found[2])) return null;
  const [at, end] = [toSeconds(found[1] || "0"), found[2] ? toSeconds(found[2]) : null];
  if (Number.isNaN(at) || Number.isNaN(end)) return null;
  return { at, end: end !== null && end > at ? end : null };
}

function toSeconds(text) {
  return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}
