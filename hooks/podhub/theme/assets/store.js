// What the site remembers on this device: positions and the speed; and of this tab, what was in its player. Where storage is refused
// or full, until the page is closed.

const MOST = 100; // positions kept: the oldest goes first
const unsaved = new Map();

export function read(key) {
  try {
    return localStorage.getItem(key) ?? unsaved.get(key) ?? null;
  } catch {
    return unsaved.get(key) ?? null;
  }
}

export function write(key, text) {
  unsaved.set(key, text);
  try {
    localStorage.setItem(key, text);
  } catch {
    // Refused or full.
  }
}

function positions() {
  try {
    const found = JSON.parse(read("hub:positions"));
    return Array.isArray(found) ? found : [];
  } catch {
    return []; // somebody else wrote there
  }
}

/** Where somebody stopped listening, in seconds; 0 for an episode that was never begun or was heard to the end. */
export function position(url) {
  const at = positions().find(([known]) => known === url)?.[1];
  return Number.isFinite(at) ? at : 0;
}

export function keepPosition(url, at) {
  const others = positions().filter(([known]) => known !== url);
  const kept = at ? [[url, at], ...others] : others;
  write("hub:positions", JSON.stringify(kept.slice(0, MOST)));
}

const LEFT = "hub:left";

/** What was in this tab's player when its page was left, to go on with: {page, episode, at, end}, or null. */
export function left() {
  try {
    const found = JSON.parse(sessionStorage.getItem(LEFT));
    return typeof found?.episode?.audio === "string" && Number.isFinite(found.at) ? found : null;
  } catch {
    return null; // refused, or somebody else wrote there
  }
}

/** Remember it, or with null forget it. */
export function keepLeft(playing) {
  try {
    if (playing) sessionStorage.setItem(LEFT, JSON.stringify(playing));
    else sessionStorage.removeItem(LEFT);
  } catch {
    // Refused or full: after a reload the player is empty.
  }
}
