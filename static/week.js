// What a page works out is worked out again while she types; when that fails, what was shown stays.
(() => {
  "use strict";
  const result = document.getElementById("the-result");
  const form = result.closest("form");
  const typed = () => String(new URLSearchParams(new FormData(form)));
  let timer;
  let shown = typed();
  const show = async () => {
    const now = typed();
    if (now === shown) return;
    shown = now;
    const answer = await fetch("", {method: "POST", body: new URLSearchParams(`${now}&do=draw`)});
    const words = await answer.text();
    if (answer.status !== 200 || now !== typed() || result.contains(document.activeElement)) return;
    const open = [...result.querySelectorAll("details")].map((each) => each.open);
    result.innerHTML = words;
    result.querySelectorAll("details").forEach((each, place) => { each.open = open[place]; });
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show().catch(() => { shown = ""; }), 700);
  });
})();
