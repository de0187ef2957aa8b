/* The drawing program of the charts, a third of all script, is fetched when the first chart is there to be drawn: the
   words of a page do not wait for it, and a page without charts goes without it. A chart of Dash asks for
   `window.Plotly` and waits for it if it is a promise. The version stands behind the address, so that a browser may
   keep the file until there is another.

   A chart is drawn when it comes near the screen, one at a time: between two of them the browser does what the reader
   asks. All at once they keep it from answering for a second. Who needs all of them, as paper does, says "charts".

   What we send has a mark per thing that it shows, so that each number can be held against the figures. plotly needs a
   third of the time when marks that look alike are one trace, and lines that look alike are one path: that is done
   here, and what is seen stays the same.

   The words around the marks (`annotations`) are no work for plotly either, which measures each of them: they are
   written as words of the page over the drawing, in the box that it gets, so that they go where it goes. */
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

  var LISTS = ["x", "y", "base", "text"];
  var ENDS = ["x0", "x1", "y0", "y1"];

  function look(mark, places) { /* all of a mark but where it is and what it says */
    return JSON.stringify(mark, function (name, value) { return places.indexOf(name) < 0 ? value : undefined; });
  }

  function byLook(marks, places, begun, joined) {
    var known = new Map();
    (marks || []).forEach(function (mark) {
      var same = look(mark, places);
      if (known.has(same)) { joined(known.get(same), mark); } else { known.set(same, begun(mark)); }
    });
    return Array.from(known.values());
  }

  function asTrace(trace) {
    var copy = Object.assign({}, trace);
    LISTS.forEach(function (name) { if (copy[name]) { copy[name] = copy[name].slice(); } });
    return copy;
  }
  function withTrace(first, trace) {
    LISTS.forEach(function (name) {
      if (first[name] && trace.mode === "lines") { first[name].push(null); } /* the pen is lifted */
      if (first[name]) { first[name].push.apply(first[name], trace[name]); }
    });
  }

  function stroke(line) { return "M" + line.x0 + "," + line.y0 + "L" + line.x1 + "," + line.y1; }
  function asPath(line) {
    return { type: "path", path: stroke(line), layer: line.layer, xref: line.xref, yref: line.yref, line: line.line };
  }
  function withLine(path, line) { path.path += stroke(line); }

  function below(trace) { return trace.mode === "lines" ? 0 : 1; } /* no stroke over a mark of another row's look */

  function light(figure) {
    var traces = byLook(figure.data, LISTS, asTrace, withTrace);
    traces.sort(function (one, other) { return below(one) - below(other); });
    return Object.assign({}, figure, {
      data: traces,
      layout: Object.assign({}, figure.layout, {
        annotations: [],
        shapes: byLook(figure.layout.shapes, ENDS, asPath, withLine),
      }),
    });
  }

  var WHOLE = { range: [0, 1], domain: [0, 1] };

  function fromLeft(note, layout) {
    var axis = note.xref === "paper" ? WHOLE : layout[note.xref.replace("x", "xaxis")];
    var along = (note.x - axis.range[0]) / (axis.range[1] - axis.range[0]);
    var part = axis.domain[0] + along * (axis.domain[1] - axis.domain[0]);
    var beside = layout.margin.l + note.xshift - part * (layout.margin.l + layout.margin.r);
    return "calc(" + beside + "px + " + 100 * part + "%)";
  }

  function asWords(note, layout) {
    var words = document.createElement("span");
    words.className = note.font.color === layout.font.color ? "" : "quiet"; /* its colours are in the style sheet */
    if (note.xanchor === "center") { words.className += " centred"; }
    words.style.left = fromLeft(note, layout);
    words.style.top = note.y + "px"; /* heights are pixels from the top */
    note.text.split("<br>").forEach(function (line, place) {
      if (place) { words.appendChild(document.createElement("br")); }
      line.split(/<\/?b>/).forEach(function (piece, turn) { /* every second piece is bold */
        words.appendChild(document.createElement(turn % 2 ? "b" : "span")).textContent = piece;
      });
    });
    return words;
  }

  function write(element, layout) {
    var box = element.querySelector(".svg-container");
    var before = box.querySelector(".chart-words");
    var words = document.createElement("div");
    words.className = "chart-words";
    words.style.fontSize = layout.font.size + "px";
    layout.annotations.forEach(function (note) { words.appendChild(asWords(note, layout)); });
    if (before) { before.remove(); }
    box.appendChild(words);
  }

  function inTurn(plotly) {
    var react = plotly.react;
    var waiting = new Map();
    var near = new IntersectionObserver(function (seen) {
      seen.forEach(function (one) {
        if (one.isIntersecting) setTimeout(drawn, 0, one.target);
      });
    }, { rootMargin: "50% 0px" });

    function draw(element, figure) {
      var whole = react(element, light(figure));
      write(element, figure.layout);
      return whole;
    }

    function drawn(element) {
      var begin = waiting.get(element);
      waiting.delete(element);
      near.unobserve(element);
      if (begin) begin();
    }

    plotly.react = function (element, figure) {
      if (element._fullLayout) return draw(element, figure);
      return new Promise(function (resolve) {
        waiting.set(element, function () { resolve(draw(element, figure)); });
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
