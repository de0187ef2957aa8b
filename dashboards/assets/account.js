/* A session that is over: what the dashboard asks is refused, and the page goes where one signs in. */
(function () {
  "use strict";
  var asked = window.fetch;
  window.fetch = function () {
    return asked.apply(this, arguments).then(function (answer) {
      if (answer.status === 401) { window.location.reload(); }
      return answer;
    });
  };
})();
