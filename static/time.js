// Warns before her plan closes. How long is left the server says: she may have gone on in another window.
(() => {
  "use strict";
  const address = new URL("../time", document.currentScript.src);
  const token = document.querySelector("[name=token]").value;
  const language = document.documentElement.lang;
  const box = document.createElement("section");
  let timer;
  let before;
  let shown = "";
  let stayed = 0;

  box.className = "time";
  box.tabIndex = -1;
  for (const [name, value] of [["role", "alertdialog"], ["aria-labelledby", "the-time"], ["aria-describedby", "the-rest"]]) {
    box.setAttribute(name, value);
  }

  const show = (words) => {
    if (words === shown) return;
    const isNew = !shown;
    const wasIn = box.contains(document.activeElement);
    shown = words;
    box.innerHTML = words;
    if (!words) {
      box.remove();
      if (wasIn) before?.focus();
    } else if (isNew || wasIn) {
      if (isNew) before = document.activeElement;
      document.body.append(box);
      box.focus({preventScroll: true});
    }
  };

  const reload = () => location.assign(location.pathname + location.search);
  // Nothing of hers stays on the screen: what she typed is sent, and comes back sealed beside the input for her code.
  const close = () => {
    const form = document.querySelector("[name=page], #choice [name=token]")?.form;
    if (!form) return reload();
    // Instead of a button, for she pressed none: half a sentence is no answer.
    form.append(Object.assign(document.createElement("input"), {type: "hidden", name: "do", value: "leave"}));
    form.submit();
  };

  const ask = async (what = "ask", isPressed = false) => {
    clearTimeout(timer);
    if (what === "stay") stayed = Date.now();
    let wait = 15;  // without a connection it asks again soon
    try {
      const answer = await fetch(address, {method: "POST", body: new URLSearchParams({do: what, token, language})});
      const said = await answer.json();
      show(said.words);
      wait = said.wait;
      if (!wait) close();
      // Only where nothing is typed: a page that leaves a shared computer by itself starts anew to count.
      else if (isPressed && !document.querySelector("main :is(textarea, input:not([type=hidden])), [name=page]")) reload();
    } catch { /* asked again */ }
    if (wait) timer = setTimeout(ask, wait * 1000);
  };
  // Whoever types is there, from now on and not from when it is asked next; that is said twice a minute at most.
  addEventListener("input", () => { if (Date.now() - stayed > 30000) ask("stay"); });
  box.addEventListener("click", (event) => { if (event.target.closest("button")) ask("stay", true); });
  ask();
})();
