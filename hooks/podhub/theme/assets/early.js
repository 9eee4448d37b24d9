// What must be known before anything is painted; without this script pages follow the system, and show what all systems have.
// Light or dark: the system decides (see the styles), unless a person pressed the button; that is remembered here. And which
// system this is, since each has podcast apps of its own. And which second was pressed, as readers are faster than slow lines.
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)");
  var KEY = "scheme";
  // In this order: an iPad may call itself a Mac, and Android is a Linux.
  var SYSTEMS = [["ios", /iPhone|iPad|iPod/], ["android", /Android/], ["mac", /Mac/], ["windows", /Win/], ["linux", /Linux|X11/]];

  function system() {
    var name = navigator.userAgent;
    if (/Mac/.test(name) && navigator.maxTouchPoints > 1) return "ios";
    var found = SYSTEMS.filter(function (one) { return one[1].test(name); })[0];
    return found ? found[0] : "";
  }

  function chosen() {
    try { return localStorage.getItem(KEY); } catch (error) { return null; /* storage is switched off */ }
  }

  function isDark() {
    return (root.dataset.scheme || (dark.matches ? "dark" : "light")) === "dark";
  }

  function apply(scheme) {
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  }

  // A press on a time plays it, also when the time stands on another page: the episode's page looks here (player.js).
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest('a[href*="#t="]');
    var elsewhere = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey; // another tab or window
    try {
      if (link && !elsewhere) sessionStorage.setItem("hub:play", link.href);
    } catch (error) { /* storage is refused: the episode then opens at the second and waits to be played */ }
  });

  root.dataset.system = system();
  apply(chosen());
  document.addEventListener("DOMContentLoaded", function () {
    var buttons = document.querySelectorAll(".hub-scheme"); // in the header or, on a phone, in the footer
    function name() {
      buttons.forEach(function (button) { button.setAttribute("aria-label", isDark() ? button.dataset.light : button.dataset.dark); });
    }
    function change() {
      var next = isDark() ? "light" : "dark";
      apply(next);
      try { localStorage.setItem(KEY, next); } catch (error) { /* then it holds for this page */ }
      name();
    }
    buttons.forEach(function (button) { button.addEventListener("click", change); button.hidden = false; });
    dark.addEventListener("change", name);
    name();
  });
})();
