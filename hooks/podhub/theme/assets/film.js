// A film keeps the browser's own controls, with its picture and its full screen. Links to seconds, and the second in the address,
// lead it there.
import { readFragment } from "./time.js";

/** Let a film follow the page that it belongs to; `asked` says whether somebody pressed a link to come here. */
export function follow(root, film, asked, signal) {
  function go(hash, plays) {
    const part = readFragment(hash);
    if (!part) return;
    film.currentTime = part.at;
    film.scrollIntoView({ block: "nearest" });
    if (plays) film.play().catch(() => film.focus()); // a browser may refuse to sound unasked: its button is one key away
  }

  root.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#t="]');
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(history.state, "", link.hash);
    go(link.hash, true);
  }, { signal });
  addEventListener("hashchange", () => go(location.hash, false), { signal });
  go(location.hash, asked);
}
