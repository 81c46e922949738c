// Small comforts; every page works without them.
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);

  // A page that the browser kept after "stop and wipe" must not show again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      document.documentElement.hidden = true;
      location.reload();
    }
  });

  document.getElementById("the-errors")?.focus();

  for (const area of all("textarea[data-longest]")) {
    const count = area.parentElement.querySelector(".count");
    let timer;
    const show = () => {
      const left = area.dataset.longest - [...area.value.trim()].length;
      const words = left < 0 ? count.dataset.over : count.dataset.left;
      count.textContent = words.replace("#", Math.abs(left));
      count.classList.toggle("msg", left < 0);
      count.hidden = false;
    };
    area.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, 500);
    });
    show();
  }

  // A question that hangs on another answer on the page.
  for (const part of all("[data-if]")) {
    const show = () => {
      const chosen = [...document.getElementsByName(part.dataset.if)].filter((input) => input.checked && input.value);
      const typed = [...part.querySelectorAll("input[type=text], textarea")].some((input) => input.value);
      const fits = chosen.some((input) => part.dataset.is.split(" ").includes(input.value));
      part.hidden = !fits && (chosen.length > 0 || !typed);
    };
    addEventListener("change", show);
    show();
  }

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  for (const button of all("[data-hides]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const code = document.getElementById(button.dataset.hides);
      code.hidden = !code.hidden;
      const words = button.dataset.other;
      button.dataset.other = button.textContent;
      button.textContent = words;
    });
  }

  // Without a connection the page stays, and with it what she typed.
  const line = document.getElementById("the-line");
  if (line) {
    line.form = line.closest("form");
    line.form.addEventListener("submit", (event) => {
      if (!navigator.onLine) {
        event.preventDefault();
        line.hidden = false;
        line.scrollIntoView();
      }
    });
    addEventListener("online", () => { line.hidden = true; });
  }
})();
