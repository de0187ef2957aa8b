/* Dutch for plotly.js: its own dictionary is a CommonJS module, which a page cannot load. */
(window.PlotlyLocales = window.PlotlyLocales || []).push({
  moduleType: "locale",
  name: "nl",
  dictionary: { "Click to enter Plot title": "", "Double-click to zoom back out": "Dubbelklik om uit te zoomen" },
  format: {
    days: ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
    shortDays: ["zo", "ma", "di", "wo", "do", "vr", "za"],
    months: ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
    shortMonths: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    date: "%d-%m-%Y",
    decimal: ",",
    thousands: ".",
  },
});
