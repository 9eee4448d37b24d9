// The one audio element of the site and the episode in it. Players, the bar and the transcript show what it tells by its event
// "change" and call its methods; it knows nothing of them. It stays while pages are exchanged (router.js).
import { keepPosition, position, read, write } from "./store.js";

const SAVED_EVERY = 5; // seconds of listening
const TOLD_BY = ["play", "pause", "timeupdate", "seeked", "ratechange", "durationchange", "waiting", "playing", "ended", "error"];

class Playback extends EventTarget {
  episode = null;
  end = null; // where a part that was linked stops, in seconds
  #audio = document.createElement("audio");
  #wanted = null; // a position asked for before the audio's length is known
  #saved = 0;
  #stop = 0;
  #played = false;
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
    audio.addEventListener("ended", () => keepPosition(this.episode.url, 0));
    addEventListener("pagehide", () => this.#save());
    // Two tabs at once would talk over each other.
    this.#tabs?.addEventListener("message", () => this.pause());
    document.body.append(audio);
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

  /** Put an episode in, at a second and up to another; nothing is loaded before it is played. */
  cue(episode, { at = position(episode.url), end = null } = {}) {
    if (!this.holds(episode)) {
      this.#save();
      this.#audio.pause();
      this.episode = episode;
      this.#played = false;
      this.#audio.src = episode.audio;
      this.rate = this.rate; // loading sets an audio element back to its default
    }
    this.seek(at, end);
  }

  play() {
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
    if (!this.#played) import("./media-session.js").then(({ show }) => show(this));
    this.#played = true;
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
    } else if (left < 0.5) {
      // The element tells its time four times a second: the last stretch is timed.
      this.#stop = setTimeout(() => this.#tick(), left * 1000);
    }
  }

  #save() {
    if (!this.#played) return;
    this.#saved = this.at;
    const begun = this.at > 5 && this.length - this.at > 10;
    keepPosition(this.episode.url, begun ? Math.floor(this.at) : 0);
  }
}

export const playback = new Playback();
