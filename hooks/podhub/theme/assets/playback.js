// The one audio element of the site and the episode in it. Players, the bar and the transcript show what it tells by its event
// "change" and call its methods; it knows nothing of them. It stays while pages are exchanged (router.js).
import { keepLeft, keepPosition, left, position, read, write } from "./store.js";

const ROOT = new URL("../", import.meta.url).href; // the site's own: beside it, the same host may have others
const SAVED_EVERY = 5; // seconds of listening
const TOLD_BY = ["play", "pause", "timeupdate", "seeked", "ratechange", "durationchange", "waiting", "playing", "ended", "error"];

class Playback extends EventTarget {
  episode = null;
  end = null; // where a part that was linked stops, in seconds
  continues = false; // whether it waits where somebody stopped listening before
  restored = false; // whether it stands as it did before this page was loaded again
  #audio = document.createElement("audio");
  #wanted = null; // a position asked for before the audio's length is known
  #saved = 0;
  #stop = 0;
  #played = false;
  #told = null; // the episode that lock screens show
  #sample = false; // whether only a linked part is heard: it does not count as where somebody stopped
  #tabs = "BroadcastChannel" in window ? new BroadcastChannel("hub:playback") : null;

  constructor() {
    super();
    const audio = this.#audio;
    audio.preload = "none";
    for (const name of TOLD_BY) audio.addEventListener(name, () => this.dispatchEvent(new Event("change")));
    audio.addEventListener("play", () => this.#begun());
    audio.addEventListener("loadedmetadata", () => this.#arrive());
    audio.addEventListener("timeupdate", () => this.#tick());
    for (const name of ["pause", "seeked"]) audio.addEventListener(name, () => this.#save());
    audio.addEventListener("ended", () => {
      keepPosition(this.episode.url, 0);
      keepLeft(null);
    });
    addEventListener("pagehide", () => this.#save());
    // Two tabs at once would talk over each other.
    this.#tabs?.addEventListener("message", () => this.pause());
    document.body.append(audio);
    this.#restore();
  }

  get at() {
    return this.#wanted ?? this.#audio.currentTime;
  }

  get length() {
    const known = this.#audio.duration;
    return Number.isFinite(known) && known > 0 ? known : this.episode?.seconds ?? 0;
  }

  get playing() {
    return !this.#audio.paused;
  }

  get waiting() {
    return this.playing && this.#audio.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
  }

  get ended() {
    return this.#audio.ended;
  }

  get failed() {
    return Boolean(this.#audio.error);
  }

  get rate() {
    return Number(read("hub:rate")) || 1;
  }

  set rate(rate) {
    write("hub:rate", String(rate));
    this.#audio.defaultPlaybackRate = this.#audio.playbackRate = rate;
  }

  holds(episode) {
    return Boolean(episode) && this.episode?.url === episode.url;
  }

  /** Put an episode in, at a second and up to another; nothing is loaded before it is played. Without a second, where one was. */
  cue(episode, { at, end = null } = {}) {
    if (!this.holds(episode)) {
      this.#save();
      this.#audio.pause();
      this.episode = episode;
      this.#played = false;
      this.#audio.src = episode.audio;
      this.rate = this.rate; // loading sets an audio element back to its default
    }
    this.seek(at ?? position(episode.url), end);
    this.continues = at === undefined && this.at > 1;
  }

  /** Forget what is in it, as far as the next page is concerned. */
  leave() {
    this.#save();
    this.pause();
    this.#played = false;
    keepLeft(null);
  }

  play() {
    if (this.end === null) this.#sample = false;
    if (this.failed) {
      const at = this.at;
      this.#audio.load();
      this.seek(at, this.end);
    }
    // A browser may refuse to sound unasked, and the audio may not load: both are shown as they are, paused or failed.
    return this.#audio.play().catch(() => this.dispatchEvent(new Event("change")));
  }

  pause() {
    this.#audio.pause();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Go to a second; `end` is where to stop by itself, or null to play on. */
  seek(at, end = null) {
    const target = Math.min(Math.max(0, at), Math.max(0, this.length - 0.1));
    this.end = end;
    this.#sample = end !== null;
    this.continues = this.restored = false;
    this.#wanted = this.#audio.readyState === HTMLMediaElement.HAVE_NOTHING ? target : null;
    this.#audio.currentTime = target;
    this.dispatchEvent(new Event("change"));
  }

  skip(seconds) {
    const at = this.at + seconds;
    this.seek(at, this.end !== null && at < this.end ? this.end : null);
  }

  /** The moment that plays at a second, with its place in the list. */
  moment(at = this.at, episode = this.episode) {
    const index = episode.moments.findLastIndex((moment) => moment.at <= at + 0.05);
    return { index, ...episode.moments[index] };
  }

  #begun() {
    this.#tabs?.postMessage("playing");
    if (this.#told !== this.episode) import("./media-session.js").then(({ show }) => show(this));
    this.#told = this.episode;
    this.#played = true;
    this.continues = this.restored = false;
  }

  // After a reload, and where pages are loaded instead of exchanged, it waits where it was.
  #restore() {
    const was = left();
    if (!was?.episode.url.startsWith(ROOT)) return;
    this.cue(was.episode, was);
    this.#played = true;
    this.continues = this.at > 1;
    this.restored = was.page === location.href && performance.getEntriesByType("navigation")[0]?.type !== "navigate";
  }

  #arrive() {
    // Where a position is set before the audio is loaded, some browsers forget it.
    if (this.#wanted !== null && Math.abs(this.#audio.currentTime - this.#wanted) > 0.5) this.#audio.currentTime = this.#wanted;
    this.#wanted = null;
  }

  #tick() {
    if (Math.abs(this.at - this.#saved) >= SAVED_EVERY) this.#save();
    clearTimeout(this.#stop);
    if (this.end === null || !this.playing) return;
    const left = (this.end - this.at) / this.#audio.playbackRate;
    if (left <= 0.02) {
      this.pause();
      this.seek(this.end);
      this.#sample = true;
    } else if (left < 0.5) {
      // The element tells its time four times a second: the last stretch is timed.
      this.#stop = setTimeout(() => this.#tick(), left * 1000);
    }
  }

  #save() {
    if (!this.#played || this.ended) return;
    this.#saved = this.at;
    keepLeft({ page: location.href, episode: this.episode, at: this.at, end: this.end });
    if (this.#sample) return;
    const begun = this.at > 5 && this.length - this.at > 10;
    keepPosition(this.episode.url, begun ? Math.floor(this.at) : 0);
  }
}

export const playback = new Playback();
