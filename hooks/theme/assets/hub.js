if (document.querySelector("a.term")) import("./terms.js");

// Search: these lines wait for somebody to reach for it; nothing else of it is loaded before.
(function () {
  "use strict";
  var scripts = new URL("search/", document.currentScript.src);
  var button = document.querySelector("[data-search]");
  var place = document.querySelector("[data-search-page]");
  if (!button) return;

  function open() {
    if (place) {
      place.querySelector("input").focus();
      return;
    }
    // Without its files there is still the page that the button leads to.
    import(new URL("dialog.js", scripts)).then(function (dialog) { return dialog.open(button); })
      .catch(function () { location.assign(button.href); });
  }

  button.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", function (event) {
    var isTyping = event.target.isContentEditable || /^(?:input|select|textarea)$/i.test(event.target.tagName);
    var isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isSlash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey)) {
      event.preventDefault();
      open();
    }
  });
  if (place) import(new URL("page.js", scripts)).then(function (page) { page.start(place); });
})();

// Starts an episode where a link says: `#t=83` puts the audio at 1:23, and a click on a time also plays it.
// Without this script the same links lead to the sentence in the transcript.
(function () {
  "use strict";
  var audio = document.querySelector(".hub-audio");
  if (!audio) return;

  function seconds(hash) {
    var found = /^#t=(\d+(?:\.\d+)?)/.exec(hash);
    return found ? Number(found[1]) : null;
  }

  function seek(at, play) {
    if (audio.readyState > 0) {
      audio.currentTime = at;
    } else {
      // The position can only be set once the length is known; `preload=none` waits for this.
      audio.addEventListener("loadedmetadata", function () { audio.currentTime = at; }, { once: true });
      audio.preload = "metadata";
      audio.load();
    }
    if (play) audio.play().catch(function () { /* the browser wants a press on its own button first */ });
  }

  // A result of the search leaves the address that it leads to, which may then play: somebody has pressed for it.
  function isToPlay() {
    var address = sessionStorage.getItem("hub:play");
    sessionStorage.removeItem("hub:play");
    return address === location.pathname + location.hash;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest('a[href^="#t="]');
    if (link) seek(seconds(link.hash), true);
  });
  window.addEventListener("hashchange", function () {
    var at = seconds(location.hash);
    var play = isToPlay();
    if (at !== null && (play || audio.paused)) seek(at, play);
  });
  var start = seconds(location.hash);
  if (start !== null) seek(start, isToPlay());
})();
