// Reads the page aloud with voices of this device itself: what the program says, never what she wrote or chose.
(() => {
  "use strict";
  const button = document.getElementById("aloud");
  // Tapped twice before this was here, it is loaded twice.
  if (!button.dataset.src) return;
  delete button.dataset.src;

  const PIECES = "h1, h2, h3, h4, legend, label, p, li, dt, dd, summary, caption, th, td, small, .button";
  // Hers: her words and things, what she chose, what follows from it. And what can't be seen.
  const LEFT_OUT = [
    "bdi[dir=auto], .typed, textarea, input, select, datalist, .items, .remark, .mark, .code, #the-result, .notice[role=status]",
    "fieldset > p > b, .groups button small:not([lang]), .count, form > p.hint:last-child, .where",
    "[hidden], [aria-hidden=true], .vh, details:not([open]) > :not(summary)",
    "#aloud, button:not(.card, .starters button), audio, script",
  ].join();
  const label = button.querySelector("span");
  const listen = [...label.childNodes];
  const tag = (lang) => lang.replace("_", "-").toLowerCase();
  const part = (lang) => tag(lang).split("-")[0];
  let turn = 0;
  let spoken;
  let said;  // kept, or Chromium forgets to tell when it is over

  const voiceFor = (lang) => {
    const ours = speechSynthesis.getVoices().filter((voice) => voice.localService && part(voice.lang) === part(lang));
    const is = (wanted) => ours.find((voice) => tag(voice.lang) === tag(wanted));
    return is(lang) ?? is(`${lang}-${lang}`) ?? ours.find((voice) => voice.default) ?? ours[0];
  };

  const found = () => {
    const pieces = [];
    const texts = document.createTreeWalker(document.getElementById("the-page"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const {data, parentElement: parent} = texts.currentNode;
      if (!data.trim() || parent.closest(LEFT_OUT) || !parent.getClientRects().length) continue;
      const element = parent.closest(PIECES) ?? parent;
      const {lang} = parent.closest("[lang]");
      const last = pieces.at(-1);
      if (last?.element === element && last.lang === lang) last.text += data;
      else pieces.push({element, lang, text: data});
    }
    return pieces.filter(({text}) => /[\p{L}\p{N}]/u.test(text));
  };

  const show = (element) => {
    spoken?.classList.remove("spoken");
    spoken = element;
    spoken?.classList.add("spoken");
    spoken?.scrollIntoView({block: "nearest"});
  };

  const press = (isPressed) => {
    button.setAttribute("aria-pressed", isPressed);
    label.replaceChildren(...(isPressed ? [button.dataset.stop] : listen));
  };

  const stop = () => {
    turn += 1;
    speechSynthesis.cancel();
    show();
    press(false);
  };

  const start = () => {
    stop();
    const now = turn;
    const pieces = found();
    const next = () => {
      if (now !== turn) return;
      const {element, lang, text} = pieces.shift() ?? {};
      if (!element) return stop();
      const voice = voiceFor(lang);
      if (!voice || !element.isConnected) return next();
      show(element);
      said = Object.assign(new SpeechSynthesisUtterance(text.replace(/\s+/g, " ").trim()), {
        voice, lang: voice.lang, rate: .9, onend: next, onerror: () => { if (now === turn) stop(); },
      });
      speechSynthesis.speak(said);
    };
    press(true);
    next();
  };

  // The policy of the page lets no style be written into it; an older browser reads without showing where it is.
  try {
    const look = new CSSStyleSheet();
    look.replaceSync(".spoken{outline:3px solid #ffbf47;outline-offset:2px;background:#ffe9d1}");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, look];
  } catch { /* it is heard all the same */ }

  button.onclick = () => { if (button.getAttribute("aria-pressed") === "true") stop(); else start(); };
  for (const name of ["submit", "pagehide"]) addEventListener(name, stop);
  document.addEventListener("visibilitychange", () => { if (document.hidden) stop(); });
  start();
})();
