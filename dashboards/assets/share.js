/* Copying an address. Where the clipboard is there and allowed, it takes it; else the whole address appears, selected,
   for the keys that copy. Before printing, the address of the page is put on the paper. */
(function () {
  "use strict";
  var HERE = ["localhost", "127.0.0.1", "[::1]"]; // a link to these opens the computer of whoever follows it
  function whole(element) { return new URL(element.dataset.address, window.location.href).href; }

  function show(place, address) {
    var field = place.querySelector("input");
    if (!field) {
      field = document.createElement("input");
      field.type = "text";
      field.readOnly = true;
      field.setAttribute("aria-label", place.dataset.label);
      place.appendChild(field);
    }
    field.value = address;
    field.focus();
    field.select();
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button.copy");
    if (!button) { return; }
    var part = button.parentElement;
    var said = part.querySelector('[role="status"]');
    var place = part.querySelector(".copy-place");
    var address = whole(button);
    var note = part.querySelector("[data-here]");
    if (note && HERE.indexOf(window.location.hostname) >= 0) {
      note.textContent = note.dataset.here;
      window.setTimeout(function () { note.textContent = ""; }, 6000);
    }
    function copied() {
      place.textContent = "";
      said.textContent = button.dataset.copied;
      window.setTimeout(function () { said.textContent = ""; }, 6000);
    }
    function refused() {
      show(place, address);
      said.textContent = button.dataset.ready;
    }
    if (!navigator.clipboard) { refused(); return; }
    navigator.clipboard.writeText(address).then(copied, refused);
  });
  document.addEventListener("copy", function (event) {
    var place = event.target.closest && event.target.closest(".copy-place");
    var part = place && place.parentElement;
    if (part) { part.querySelector('[role="status"]').textContent = part.querySelector("button.copy").dataset.copied; }
  });

  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".address").forEach(function (place) { place.textContent = whole(place); });
  });
})();
