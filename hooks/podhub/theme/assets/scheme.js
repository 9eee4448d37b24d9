// Light or dark: the system decides (see the styles), unless a person pressed the button; that is remembered here.
// Loaded before anything is painted. Without this script the page follows the system.
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)");
  var KEY = "scheme";

  function chosen() {
    try { return localStorage.getItem(KEY); } catch (error) { return null; /* storage is switched off */ }
  }

  function isDark() {
    return (root.dataset.scheme || (dark.matches ? "dark" : "light")) === "dark";
  }

  function apply(scheme) {
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  }

  apply(chosen());
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector(".hub-scheme");
    if (!button) return;
    function name() { button.setAttribute("aria-label", isDark() ? button.dataset.light : button.dataset.dark); }
    button.addEventListener("click", function () {
      var next = isDark() ? "light" : "dark";
      apply(next);
      try { localStorage.setItem(KEY, next); } catch (error) { /* then it holds for this page */ }
      name();
    });
    dark.addEventListener("change", name);
    name();
    button.hidden = false;
  });
})();
