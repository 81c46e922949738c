// Buttons of pages that are printed by hand, or copied by hand: the code, its slip, the print view.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  for (const button of document.querySelectorAll("[data-hides]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const code = document.getElementById(button.dataset.hides);
      code.hidden = !code.hidden;
      const words = button.dataset.other;
      button.dataset.other = button.textContent;
      button.textContent = words;
    });
  }
})();
