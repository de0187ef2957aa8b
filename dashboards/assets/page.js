/* What only a browser can do: the title of the tab, the focus after a change of page, light or dark before the
   first paint, and open tables with charts of the right width on paper. */
(function () {
  "use strict";
  var root = document.documentElement;
  var PAPER_WIDTH = 640;
  var PAPER_HEIGHT = 950;
  var PAPER_ZOOM = 0.7; /* letters of 8 points: two charts with their tables stand on a page */
  var PAPER_PART = 940; /* what is not higher than this on the screen takes half a page, and is not broken over two */

  try {
    var chosen = window.localStorage.getItem("mantine-color-scheme-value");
    var dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.setAttribute("data-mantine-color-scheme", chosen === "dark" || (chosen !== "light" && dark) ? "dark" : "light");
  } catch (refused) {
    root.setAttribute("data-mantine-color-scheme", "light");
  }

  /* A redrawn menu is a new element: whoever was on it with the keyboard is put back. */
  var last = "";
  document.addEventListener("focusin", function (event) {
    var control = event.target.closest && event.target.closest('[id^="{"]'); /* ids of menus */
    last = control ? control.id : "";
  });
  function putBack(id, tries) {
    if (id !== last) { return; }
    var lost = document.activeElement === null || document.activeElement === document.body;
    var control = id && lost ? document.getElementById(id) : null;
    var target = control && (control.matches("input") ? control : control.querySelector("input:checked"));
    if (target) { target.focus({ preventScroll: true }); }
    if (id && tries > 0) { window.setTimeout(function () { putBack(id, tries - 1); }, 60); }
  }

  /* Another language is another page: with the choices of this one. Without this script the link forgets them. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-taal]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    var to = new URL(window.location.href);
    to.searchParams.set("taal", link.dataset.taal);
    window.location.assign(to.href);
  });

  /* The chart that the address names is there only after the page was drawn. */
  function showNamed(tries) {
    var named = document.getElementById(window.location.hash.slice(1));
    var folded = named && named.closest("details.more");
    if (folded) { folded.open = true; }
    if (named && named.matches("figure.chart")) { named.scrollIntoView(); }
    if (window.location.hash && tries > 0) { window.setTimeout(function () { showNamed(tries - 1); }, 100); }
  }

  var shown = null;
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.page = {
    arrived: function (drawn) {
      if (!drawn) { return window.dash_clientside.no_update; }
      document.title = drawn.title;
      if (root.lang !== drawn.spoken) { window.location.reload(); } /* another tab chose another language */
      if (shown !== null && shown !== drawn.path) {
        var heading = document.querySelector("h1");
        if (heading) { heading.focus(); }
      } else {
        putBack(last, 25);
      }
      if (shown === null) { showNamed(4); }
      shown = drawn.path;
      return window.dash_clientside.no_update;
    },
  };

  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (details) { details.open = true; });
    document.querySelectorAll(".today").forEach(function (day) {
      day.textContent = new Date().toLocaleDateString(root.lang === "en" ? "en-GB" : root.lang, { day: "numeric", month: "long", year: "numeric" });
    });
    window.dispatchEvent(new Event("charts")); /* those not yet drawn */
    document.querySelectorAll(".js-plotly-plot").forEach(function (chart) {
      window.Plotly.relayout(chart, { width: PAPER_WIDTH / PAPER_ZOOM, autosize: false });
    });
    /* What is higher than a page would be cut through a row: it is made smaller instead. */
    document.querySelectorAll(".chart-body").forEach(function (chart) {
      chart.style.zoom = PAPER_ZOOM;
      var above = chart.getBoundingClientRect().top - chart.closest(".chart").getBoundingClientRect().top;
      var room = (PAPER_HEIGHT - above) / chart.getBoundingClientRect().height; /* its title stands on the same page */
      if (room < 1) { chart.style.zoom = PAPER_ZOOM * room; }
      var whole = chart.closest(".chart");
      whole.style.breakInside = whole.getBoundingClientRect().height <= PAPER_PART ? "avoid" : "";
    });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (details) { details.open = false; });
    document.querySelectorAll(".chart-body").forEach(function (chart) { chart.style.zoom = ""; });
    document.querySelectorAll(".js-plotly-plot").forEach(function (chart) {
      window.Plotly.relayout(chart, { width: null, autosize: true });
    });
  });
})();
