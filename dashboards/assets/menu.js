/* The button that opens the list of pages on a narrow screen: it says whether the list is open, Escape closes it and
   gives the focus back, and so does going to a page. On a wide screen the list is always there. */
(function () {
  "use strict";

  function button() { return document.getElementById("menu"); }
  function say(open) { button().setAttribute("aria-expanded", open ? "true" : "false"); }
  function isOpen() { return button() !== null && button().getAttribute("aria-expanded") === "true"; }

  document.addEventListener("click", function (event) {
    var target = event.target.closest ? event.target : null;
    if (target && target.closest("#menu")) { say(!isOpen()); return; }
    if (isOpen() && target && (target.closest(".nav a") || !target.closest(".pages"))) { say(false); }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !isOpen()) { return; }
    say(false);
    button().focus();
  });
})();
