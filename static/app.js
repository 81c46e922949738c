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

  // Three times Shift, and nothing between, is "Leave now"; the page is gone before the answer is there.
  const leave = document.querySelector(".leave");
  let presses = [];
  addEventListener("keydown", ({key, repeat, timeStamp}) => {
    if (repeat) return;
    presses = key === "Shift" ? [timeStamp, ...presses] : [];
    if (timeStamp - presses[2] < 2000) leave?.click();
  });
  leave?.addEventListener("click", () => { document.documentElement.hidden = true; });

  // Where a plan is open, the script that warns before it closes is loaded when it may be needed.
  const {time, in: seconds} = document.currentScript.dataset;
  const load = (src) => { document.head.append(Object.assign(document.createElement("script"), {src})); };
  if (time) setTimeout(load, seconds * 1000, time);

  // Where this device itself has a voice for the page, never a cloud's, a button reads it; what reads comes at a tap.
  const aloud = document.getElementById("aloud");
  if (aloud && self.speechSynthesis) {
    const part = ({lang}) => lang.split(/[-_]/)[0];
    const look = () => {
      const page = part(document.documentElement);
      const voice = speechSynthesis.getVoices().find((each) => each.localService && part(each) === page);
      aloud.hidden = !voice;
      return voice;
    };
    aloud.onclick = () => {
      // An iPhone speaks only where the tap itself did.
      speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(""), {voice: look()}));
      load(aloud.dataset.src);
    };
    speechSynthesis.onvoiceschanged = look;
    look();
  }

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

  // Without a connection the page stays, and with it what she typed.
  const line = document.getElementById("the-line");
  if (line) {
    line.form = line.closest("form");
    line.form.addEventListener("submit", (event) => {
      if (!navigator.onLine && event.submitter !== leave) {
        event.preventDefault();
        line.hidden = false;
        line.scrollIntoView();
      }
    });
    addEventListener("online", () => { line.hidden = true; });
  }
})();
