/* The drawing program of the charts, a third of all script, is fetched when the first chart is there to be drawn: the
   words of a page do not wait for it, and a page without charts goes without it. A chart of Dash asks for
   `window.Plotly` and waits for it if it is a promise. The version stands behind the address, so that a browser may
   keep the file until there is another.

   A chart is drawn when it comes near the screen, one at a time: between two of them the browser does what the reader
   asks. All at once they keep it from answering for a second. Who needs all of them, as paper does, says "charts". */
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

  function inTurn(plotly) {
    var draw = plotly.react;
    var waiting = new Map();
    var near = new IntersectionObserver(function (seen) {
      seen.forEach(function (one) {
        if (one.isIntersecting) setTimeout(drawn, 0, one.target);
      });
    }, { rootMargin: "50% 0px" });

    function drawn(element) {
      var begin = waiting.get(element);
      waiting.delete(element);
      near.unobserve(element);
      if (begin) begin();
    }

    plotly.react = function (element) {
      var asked = arguments;
      if (element._fullLayout) return draw.apply(plotly, asked);
      return new Promise(function (resolve) {
        waiting.set(element, function () { resolve(draw.apply(plotly, asked)); });
        near.observe(element);
      });
    };
    window.addEventListener("charts", function () {
      Array.from(waiting.keys()).forEach(drawn);
    });
    return plotly;
  }

  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: function () {
      coming = coming || fetched();
      return coming;
    },
    set: function (there) {
      Object.defineProperty(window, "Plotly", { value: inTurn(there), writable: true, configurable: true });
    },
  });
})();
