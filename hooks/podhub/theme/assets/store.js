// What the site remembers on this device: positions and the speed. Where storage is refused or full, until the page is closed.

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
