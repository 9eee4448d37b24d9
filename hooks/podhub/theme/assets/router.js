// Pages are exchanged instead of loaded, so that what plays goes on. Loaded once something plays, never before. The browser does
// what it does for any navigation: address, history, scrolling, anchors (Navigation API). One without it loads pages as ever.
import { start } from "./hub.js";

const ROOT = new URL("../", import.meta.url).href; // the site's own: beside it, the same host may have others
const CHANGES = [".hub-tabs", ".md-tabs", ".md-banner", "main"]; // in the order of the page; what else there is stays
const HEAD = 'meta[name]:not([name="viewport"]), meta[property], link[rel~="canonical"], link[rel~="alternate"], script[type="application/ld+json"]';

const styles = new Set([...document.querySelectorAll("link[rel=stylesheet]")].map(({ href }) => href));
const announcer = document.createElement("p");
let shown = pathOf(location.href);

function pathOf(address) {
  const { origin, pathname, search } = new URL(address);
  return origin + pathname + search;
}

function isPage(address) {
  return address.startsWith(ROOT) && /(\/|\.html|\/[^.]*)$/.test(new URL(address).pathname);
}

function onNavigate(event) {
  const { url, sameDocument } = event.destination;
  if (!event.canIntercept || event.downloadRequest !== null || event.formData || event.navigationType === "reload") return;
  if (sameDocument && event.navigationType !== "traverse") {
    shown = pathOf(url); // a page gave itself another address, as the search does with what it is asked
    return;
  }
  if (!isPage(url) || (sameDocument && pathOf(url) === shown)) return;
  event.intercept({ focusReset: "manual", handler: () => show(url, event) });
}

async function show(url, { signal, navigationType }) {
  document.documentElement.toggleAttribute("data-loading", true);
  try {
    const answer = await fetch(url, { signal, headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.querySelector("main")) throw new Error(`not a page of this site: ${answer.status}`);
    absolute(page, answer.url);
    await addStyles(page);
    if (signal.aborted) return;
    exchange(page);
    shown = pathOf(url);
    start();
    tell(navigationType);
  } catch {
    // The address has changed already: the browser loads it and shows what is there. Unless another link was pressed meanwhile.
    if (!signal.aborted) location.reload();
  } finally {
    if (!signal.aborted) document.documentElement.removeAttribute("data-loading");
  }
}

// Addresses in the pages are relative to them: what stays, and what comes, is made independent of where it stands.
function absolute(page, base, which = "") {
  for (const name of ["href", "src", "action"]) {
    for (const element of page.querySelectorAll(`${which}[${name}]`)) {
      const address = element.getAttribute(name);
      // Setting what is absolute already would load it again, and the audio would stop.
      if (!/^(#|[a-z]+:)/i.test(address)) element.setAttribute(name, new URL(address, base).href);
    }
  }
  for (const element of page.querySelectorAll(`${which}[srcset]`)) {
    element.srcset = element.getAttribute("srcset").replace(/(^|,\s*)(\S+)/g, (_, before, address) => before + new URL(address, base).href);
  }
}

function addStyles(page) {
  const missing = [...page.querySelectorAll("link[rel=stylesheet]")].filter((link) => !styles.has(link.getAttribute("href")));
  return Promise.all(missing.map((link) => new Promise((done) => {
    const added = document.importNode(link);
    added.onload = added.onerror = done;
    document.head.append(added);
    styles.add(link.getAttribute("href"));
  })));
}

function exchange(page) {
  document.title = page.title;
  for (const old of document.head.querySelectorAll(HEAD)) old.remove();
  document.head.append(...page.head.querySelectorAll(HEAD));
  for (const selector of CHANGES) {
    const [old, now] = [document.querySelector(selector), page.querySelector(selector)];
    if (old && now) old.replaceWith(now);
    else if (now) document.body.prepend(now);
    else old?.remove();
  }
}

// As after loading: a screen reader says where its user is, and the keyboard starts at the page's content.
function tell(navigationType) {
  announcer.textContent = document.title;
  const main = document.querySelector("main h1") ?? document.querySelector("main");
  main.tabIndex = -1;
  if (navigationType !== "traverse" || document.activeElement === document.body) main.focus({ preventScroll: true });
}

if ("navigation" in window) {
  absolute(document, document.baseURI, "body :not(script)");
  absolute(document, document.baseURI, "link[rel~=icon]");
  announcer.className = "hub-hidden";
  announcer.setAttribute("role", "status");
  document.body.append(announcer);
  navigation.addEventListener("navigate", onNavigate);
}
