(function () {
  "use strict";
  var form = document.getElementById("filters");
  var articles = Array.prototype.slice.call(document.querySelectorAll("article"));
  var count = document.getElementById("count");
  var whole = count.textContent;
  function wanted(article) {
    var unit = form.unit.value;
    return (!form.kind.value || article.dataset.kind === form.kind.value) &&
      (!form.severity.value || article.dataset.severity === form.severity.value) &&
      (!unit || article.dataset.units.split("|").indexOf(unit) >= 0);
  }
  function apply() {
    var shown = 0;
    articles.forEach(function (article) {
      article.hidden = !wanted(article);
      shown += article.hidden ? 0 : 1;
      var entry = document.querySelector('li[data-for="' + article.id + '"]');
      if (entry) { entry.hidden = article.hidden; }
    });
    document.querySelectorAll("section").forEach(function (section) {
      section.hidden = !section.querySelector("article:not([hidden])");
    });
    count.textContent = shown === articles.length ? whole : whole + " (" + shown + "/" + articles.length + ")";
  }
  function step(by) {
    var shown = articles.filter(function (article) { return !article.hidden; });
    var at = shown.indexOf(document.activeElement);
    var next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by];
    if (next) { next.focus(); next.scrollIntoView({ block: "center" }); }
  }
  form.hidden = articles.length === 0;
  form.addEventListener("change", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|INPUT|TEXTAREA)$/.test(event.target.tagName)) { return; }
    if (event.key === "j") { step(1); }
    if (event.key === "k") { step(-1); }
  });
})();
