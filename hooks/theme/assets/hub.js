if (document.querySelector("a.term")) import("./terms.js");

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

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest('a[href^="#t="]');
    if (link) seek(seconds(link.hash), true);
  });
  window.addEventListener("hashchange", function () {
    var at = seconds(location.hash);
    if (at !== null && audio.paused) seek(at, false);
  });
  var start = seconds(location.hash);
  if (start !== null) seek(start, false);
})();
