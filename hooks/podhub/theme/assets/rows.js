// Lists of episodes: each row plays.
import { fetchEpisode, readEpisode } from "./episode.js";
import { gettext } from "./hub.js";
import { playback } from "./playback.js";

export function start(root, signal) {
  for (const button of root.querySelectorAll("button[data-episode]")) {
    const episode = readEpisode(button);
    button.hidden = false;
    button.addEventListener("click", () => press(episode), { signal });
    const render = () => {
      const playing = playback.holds(episode) && playback.playing;
      button.setAttribute("aria-label", playing ? gettext("Pause: %(title)s", episode) : gettext("Play: %(title)s", episode));
      button.toggleAttribute("data-playing", playing);
    };
    playback.addEventListener("change", render, { signal });
    render();
  }
}

function press(episode) {
  if (playback.holds(episode)) {
    playback.toggle();
    return;
  }
  playback.cue(episode);
  playback.play();
  import("./bar.js").then(({ open }) => open());
  // Its moments stand on its own page.
  fetchEpisode(episode.url).then((found) => { episode.moments = found.episode.moments; }).catch(() => {});
}
