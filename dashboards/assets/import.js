/* What the import wizard needs of a browser: the focus at the heading of a step, a file that is too large told at once,
   a form that is sent once, and how far a job is. Without it the steps work the same, only with less comfort. */
(function () {
  "use strict";
  var body = document.body;
  if (!body || !document.querySelector(".way, [data-arrive]")) { return; }

  var arrived = document.querySelector('[role="alert"][data-arrive]') || document.querySelector("h1[data-arrive]");
  if (arrived) { arrived.focus(); }

  /* Light or dark is remembered where the other pages remember it. */
  var scheme = document.querySelector(".scheme-switch");
  if (scheme) {
    scheme.addEventListener("click", function () {
      var root = document.documentElement;
      var next = root.getAttribute("data-mantine-color-scheme") === "dark" ? "light" : "dark";
      root.setAttribute("data-mantine-color-scheme", next);
      try { window.localStorage.setItem("mantine-color-scheme-value", next); } catch (refused) { /* for this page only */ }
    });
  }

  /* Which file was chosen is said beside its button; one that is too large is told at once. */
  document.querySelectorAll("input.file").forEach(function (file) {
    var zone = file.closest(".drop");
    var told = document.getElementById(file.id + "-chosen");
    file.addEventListener("change", function () {
      var chosen = file.files[0];
      var large = chosen && chosen.size > Number(file.dataset.largest);
      told.textContent = chosen ? told.dataset.chosen.replace("{file}", function () { return chosen.name; }) : told.dataset.nothing;
      file.setCustomValidity(large ? file.dataset.tooLarge : "");
      if (chosen) { file.reportValidity(); }
    });
    if (!zone) { return; }
    ["dragenter", "dragover"].forEach(function (name) {
      zone.addEventListener(name, function (event) { event.preventDefault(); zone.classList.add("drop-over"); });
    });
    zone.addEventListener("dragleave", function () { zone.classList.remove("drop-over"); });
    zone.addEventListener("drop", function (event) {
      event.preventDefault();
      zone.classList.remove("drop-over");
      if (event.dataTransfer.files.length) {
        file.files = event.dataTransfer.files;
        file.dispatchEvent(new Event("change"));
        file.focus();
      }
    });
  });

  /* A second click sends nothing; after going back the form can be sent again. */
  document.addEventListener("submit", function (event) {
    var sent = event.target;
    if (sent.dataset.sent) { event.preventDefault(); return; }
    sent.dataset.sent = "yes";
    sent.querySelectorAll("button").forEach(function (each) { each.setAttribute("aria-disabled", "true"); });
    var status = sent.querySelector('.actions [role="status"]');
    if (status && sent.dataset.busy) { status.textContent = sent.dataset.busy; }
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { window.location.reload(); }
  });

  var waits = body.dataset.waits;
  function ask() {
    window.fetch(waits, { cache: "no-store" }).then(
      function (answer) {
        /* Not here any more, or no longer signed in: the page, asked for anew, says which. */
        if (answer.status === 404 || answer.status === 401) { window.location.reload(); }
        return answer.ok ? answer.json() : Promise.reject();
      }
    ).then(
      function (state) {
        var status = document.querySelector('main [role="status"]');
        if (status.textContent !== state.words) { status.textContent = state.words; }
        document.querySelector("progress").value = state.far;
        if (state.to) { window.location.replace(state.to); } else { window.setTimeout(ask, 400); }
      }
    ).catch(function () { window.setTimeout(ask, 2000); });
  }
  if (waits) { ask(); }
})();
