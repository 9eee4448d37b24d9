// An episode as pages hold it: in the markup of a player or of a row (hub/player.html, hub/macros.html).

/** The episode of an element; its addresses are made full, since it outlives its page. */
export function readEpisode(element, base = document.baseURI) {
  const episode = JSON.parse(element.dataset.episode);
  const full = (path) => new URL(path, base).href;
  const images = episode.images.map(({ src, side }) => ({ src: full(src), side }));
  return { ...episode, url: full(episode.url), audio: full(episode.audio), images };
}

const pages = new Map();

/** What an episode's own page has and others have not: {bar, styles, episode}. Asked for once. */
export function fetchEpisode(url) {
  if (!pages.has(url)) pages.set(url, load(url));
  return pages.get(url);
}

async function load(url) {
  try {
    const answer = await fetch(url, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [player, bar] = [page.querySelector(".hub-player"), page.getElementById("hub-bar-template")];
    const styles = [...page.querySelectorAll('link[rel="stylesheet"]')].map((link) => new URL(link.getAttribute("href"), answer.url).href);
    return { bar: takeBar(bar, answer.url), styles, episode: readEpisode(player, answer.url) };
  } catch (error) {
    pages.delete(url); // a network comes back
    throw error;
  }
}

/** The bar that a page holds, with links that lead to the same place from every page. */
export function takeBar(template, base) {
  const bar = document.importNode(template.content.firstElementChild, true);
  for (const link of bar.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href"), base).href);
  return bar;
}
