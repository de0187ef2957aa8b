/* The drawing program of the charts, a third of all script, is fetched when the first chart is there to be drawn: the
   words of a page do not wait for it, and a page without charts goes without it. A chart of Dash asks for
   `window.Plotly` and waits for it if it is a promise. The version stands behind the address, so that a browser may
   keep the file until there is another. */
(function () {
  "use strict";
  var ADDRESS = "/assets/plotly-basic.min.js?m=4.1.1";
  var coming = null;

  function fetched() {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.onload = function () { resolve(window.Plotly); };
      script.onerror = function () { coming = null; reject(new Error("no charts: " + ADDRESS)); };
      script.src = ADDRESS;
      document.head.appendChild(script);
    });
  }

  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: function () {
      coming = coming || fetched();
      return coming;
    },
    set: function (there) {
      Object.defineProperty(window, "Plotly", { value: there, writable: true, configurable: true });
    },
  });
})();
