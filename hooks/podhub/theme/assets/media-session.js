// What lock screens, headphones and media keys show and do.

const SKIP = 15;

/** Show the episode that has just begun. */
export function show(playback) {
  const session = navigator.mediaSession;
  if (!session) return;
  const { title, show, images, moments } = playback.episode;
  const artwork = images.map(({ src, side }) => ({ src, sizes: `${side}x${side}`, type: "image/webp" }));
  const chapterInfo = moments.map(({ at, title }) => ({ startTime: at, title, artwork }));
  session.metadata = new MediaMetadata({ title, artist: show, album: show, artwork, chapterInfo });
  const step = (by) => {
    const { index } = playback.moment();
    // Back leads to the start of a moment first, to the one before only from its first seconds.
    const back = by < 0 && playback.at - (moments[index]?.at ?? 0) > 3 ? 0 : by;
    const next = moments[Math.max(0, index + back)];
    if (next) playback.seek(next.at);
  };
  const actions = {
    play: () => playback.play(),
    pause: () => playback.pause(),
    stop: () => playback.pause(),
    seekbackward: ({ seekOffset }) => playback.skip(-(seekOffset ?? SKIP)),
    seekforward: ({ seekOffset }) => playback.skip(seekOffset ?? SKIP),
    seekto: ({ seekTime }) => playback.seek(seekTime),
    previoustrack: moments.length ? () => step(-1) : null,
    nexttrack: moments.length ? () => step(1) : null,
  };
  for (const [name, act] of Object.entries(actions)) {
    try {
      session.setActionHandler(name, act);
    } catch {
      // A browser that does not know the action.
    }
  }
  playback.removeEventListener("change", tell);
  playback.addEventListener("change", tell);
}

function tell({ target: playback }) {
  const { length, at, rate } = playback;
  navigator.mediaSession.playbackState = playback.playing ? "playing" : "paused";
  if (length) navigator.mediaSession.setPositionState?.({ duration: length, position: Math.min(at, length), playbackRate: rate });
}
