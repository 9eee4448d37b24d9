// A film keeps the browser's own controls, with its picture and its full screen. Links to seconds, and the second in the address,
// lead it there.
import { readFragment } from "./time.js";

/** Let a film follow the page that it belongs to; `asked` says whether somebody pressed a link to come here, `clip` what it is all about. */
export function follow(root, film, asked, clip, signal) {
  let end = null; // where a part that was linked stops, in seconds

  function go(hash, plays) {
    const part = readFragment(hash);
    if (!part) return;
    end = part.end;
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
  film.addEventListener("timeupdate", () => {
    if (end === null || film.currentTime < end) return;
    end = null;
    film.pause();
  }, { signal });
  addEventListener("hashchange", () => go(location.hash, false), { signal });
  go(location.hash || clip, asked);
}
