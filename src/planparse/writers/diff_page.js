(function () {
  "use strict";
  var form = document.getElementById("filters");
  var articles = Array.prototype.slice.call(document.querySelectorAll("article"));
  var count = document.getElementById("count");
  var whole = count.textContent;
  function wanted(article) {
    var unit = form.unit ? form.unit.value : ""; // a plan may name no unit
    return (!form.kind.value || article.dataset.kind === form.kind.value) &&
      (!form.severity.value || article.dataset.severity === form.severity.value) &&
      (!unit || article.dataset.units.split("|").indexOf(unit) >= 0);
  }
  function visible() {
    return articles.filter(function (article) { return !article.hidden; });
  }
  function apply() {
    articles.forEach(function (article) {
      article.hidden = !wanted(article);
      document.querySelector('li[data-for="' + article.id + '"]').hidden = article.hidden;
    });
    document.querySelectorAll("section").forEach(function (section) {
      section.hidden = !section.querySelector("article:not([hidden])");
    });
    var shown = visible().length;
    count.textContent = whole + (shown === articles.length ? "" : count.dataset.shown.replace("{}", shown));
  }
  function here(shown) { // the change in focus, or the last one that begins above the middle of the window
    var at = shown.indexOf(document.activeElement);
    if (at >= 0 || window.scrollY === 0) { return at; }
    shown.forEach(function (article, n) {
      if (article.getBoundingClientRect().top < window.innerHeight / 2) { at = n; }
    });
    return at;
  }
  function step(by) {
    var shown = visible();
    var next = shown[here(shown) + by];
    if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "nearest" }); }
  }
  function follow() { // a link to a change that a filter hides shows all again
    var target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) { form.reset(); apply(); target.scrollIntoView(); }
  }
  form.hidden = articles.length === 0;
  form.addEventListener("change", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  window.addEventListener("hashchange", follow);
  window.addEventListener("pageshow", apply); // a browser may have kept the choices of the last visit
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|INPUT|TEXTAREA)$/.test(event.target.tagName)) { return; }
    if (event.key === "j") { step(1); }
    if (event.key === "k") { step(-1); }
  });
})();
