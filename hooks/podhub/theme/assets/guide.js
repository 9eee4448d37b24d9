// Turns a guide's table into questions. The result's address carries the answers after `#`, which browsers never send:
// `#answers=1-3-2` opens the same result for whoever gets the link.

import { gettext, ngettext } from "./hub.js";

export function start(root, signal) {
  const form = root.querySelector(".hub-guide");
  const outcomes = [...document.querySelectorAll(".hub-outcome")];
  const questions = [...form.querySelectorAll("fieldset")];
  const progress = form.querySelector(".hub-guide__progress");
  const heading = document.getElementById("outcomes");
  const copyButtons = document.querySelectorAll("[data-copy]");
  const unanswered = heading.textContent;
  let shown = null;

  form.hidden = false;
  const table = document.querySelector(".hub-guide__table");
  table.open = false;
  document.querySelector(".hub-guide__outcomes").after(table); // without this script it comes first
  // On paper nothing can be unfolded.
  let folded = false;
  addEventListener("beforeprint", () => { folded = !table.open; table.open = true; }, { signal });
  addEventListener("afterprint", () => { table.open = !folded; }, { signal });
  for (const link of document.querySelectorAll("[data-contact]")) link.dataset.contact = link.href;
  showNothing();
  open(location.hash);

  form.addEventListener("change", (event) => {
    mark(event.target.closest("fieldset"), false);
    if (shown) show();
    else tellProgress();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const open = questions.filter((question) => !picked(question));
    for (const question of open) mark(question, true);
    if (open.length) {
      progress.textContent = ngettext("%(number)d question is still open.", "%(number)d questions are still open.", open.length);
      open[0].querySelector("input").focus({ preventScroll: true });
      open[0].scrollIntoView({ block: "start" });
    } else {
      show();
      shown.focus({ preventScroll: true });
      shown.scrollIntoView({ block: "start" });
    }
  });
  form.addEventListener("reset", () => {
    history.replaceState(null, "", location.pathname + location.search);
    setTimeout(showNothing); // the fields are emptied after this event
    for (const question of questions) mark(question, false);
    questions[0].querySelector("input").focus();
  });
  for (const button of copyButtons) button.addEventListener("click", copy);
  window.addEventListener("hashchange", () => open(location.hash), { signal });

  function picked(question) {
    return question.querySelector("input:checked");
  }

  // What was left out says so at the question itself.
  function mark(question, isMissing) {
    question.classList.toggle("hub-guide__open", isMissing);
    question.querySelector(".hub-guide__missing").hidden = !isMissing;
  }

  function answered() {
    return questions.map(picked).filter(Boolean);
  }

  // The outcome with the most points; of two with the same, the one that the author put first.
  function winner() {
    const totals = new Map(outcomes.map((outcome) => [outcome.id, 0]));
    for (const input of answered()) {
      for (const [name, points] of JSON.parse(input.dataset.points)) totals.set(name, totals.get(name) + points);
    }
    return outcomes.reduce((best, next) => (totals.get(next.id) > totals.get(best.id) ? next : best));
  }

  function showNothing() {
    shown = null;
    heading.hidden = true;
    for (const outcome of outcomes) outcome.hidden = true;
    tellProgress();
  }

  function tellProgress() {
    progress.textContent = gettext("%(answered)d of %(all)d answered", { answered: answered().length, all: questions.length });
  }

  function show() {
    shown = winner();
    heading.hidden = false;
    heading.textContent = heading.dataset.answered;
    tellProgress();
    for (const outcome of outcomes) outcome.hidden = outcome !== shown;
    shown.querySelector(".hub-outcome__share").hidden = false;
    const reasons = shown.querySelector(".hub-outcome__reasons");
    reasons.querySelector("ul").replaceChildren(...reasonsFor(shown.id));
    reasons.hidden = !reasons.querySelector("li");
    history.replaceState(null, "", `#answers=${questions.map((question) => picked(question).value).join("-")}`);
    const contact = shown.querySelector("[data-contact]");
    if (contact) contact.href = contactAddress(contact.dataset.contact);
  }

  function reasonsFor(name) {
    const speaking = answered().filter((input) => JSON.parse(input.dataset.points).some(([to, points]) => to === name && points > 0));
    return speaking.map((input) => {
      const item = document.createElement("li");
      const asked = document.createElement("span");
      asked.className = "hub-outcome__asked";
      asked.textContent = input.closest("fieldset").querySelector("legend").textContent;
      const said = document.createElement("strong");
      said.textContent = input.nextElementSibling.textContent;
      item.append(asked, said);
      if (input.dataset.why) item.append(` ${input.dataset.why}`);
      return item;
    });
  }

  // A letter, or a form elsewhere, with the answers filled in; the reader sees them before anything is sent.
  function contactAddress(address) {
    const title = document.querySelector("h1").textContent;
    const lines = questions.map((question) => `${question.querySelector("legend").textContent}\n- ${picked(question).nextElementSibling.textContent}`);
    const text = [...lines, `${title}: ${shown.querySelector("h3").textContent}`, location.href].join("\n\n");
    if (!address.startsWith("mailto:")) {
      const form = new URL(address);
      form.searchParams.set("answers", text);
      return form.href;
    }
    // RFC 6068: line breaks are %0D%0A, spaces %20.
    return `${address}&body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`;
  }

  function open(hash) {
    const found = /^#answers=(\d+(?:-\d+)*)$/.exec(hash);
    if (found) {
      found[1].split("-").forEach((value, index) => {
        const input = questions[index]?.querySelector(`input[value="${value}"]`);
        if (input) input.checked = true;
      });
      if (questions.every(picked)) {
        show();
        shown.scrollIntoView({ block: "start" });
      }
      tellProgress();
      return;
    }
    // A link to one outcome, as the table without this script has them.
    const outcome = outcomes.find((one) => `#${one.id}` === hash);
    if (outcome && outcome !== shown) {
      showNothing();
      heading.hidden = outcome.hidden = false;
      heading.textContent = unanswered;
      outcome.scrollIntoView({ block: "start" });
    }
  }

  async function copy(event) {
    const status = event.target.nextElementSibling;
    try {
      await navigator.clipboard.writeText(location.href);
      status.textContent = gettext("Copied");
    } catch {
      status.textContent = gettext("Copy the link from the address bar");
    }
  }
}
