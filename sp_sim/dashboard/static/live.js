"use strict";
// Pages work without this. It asks again when a lever moves, and refines what is shown.
(() => {
  const parser = new DOMParser();
  const TELL_AGAIN_AFTER = 20000;
  let asking = null, timer = 0, beat = 0;

  const isSame = (old, made) => old.nodeName === made.nodeName && old.id === made.id;

  // What stays the same stays in its place: so do the focus, open folds and where a screen reader reads.
  const alter = (old, made) => {
    if (old.isEqualNode(made)) return;
    if (old.nodeType !== Node.ELEMENT_NODE) { old.nodeValue = made.nodeValue; return; }
    for (const { name } of [...old.attributes]) {
      if (!made.hasAttribute(name) && !(name === "open" && old.nodeName === "DETAILS")) old.removeAttribute(name);
    }
    for (const { name, value } of made.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    const was = [...old.childNodes], now = [...made.childNodes];
    now.forEach((one, at) => {
      if (!was[at]) old.append(one);
      else if (isSame(was[at], one)) alter(was[at], one);
      else was[at].replaceWith(one);
    });
    was.slice(now.length).forEach((one) => one.remove());
  };

  const put = (text) => {
    const fresh = parser.parseFromString(text, "text/html");
    document.querySelectorAll("[data-live]").forEach((old) => {
      const made = fresh.getElementById(old.id);
      if (made) alter(old, made);
    });
    document.title = fresh.title;
  };

  // One sentence is announced, not the whole answer: when it changes, and of long work now and then.
  const told = document.getElementById("told");
  const words = () => ["faults", "answer"].map((id) => document.getElementById(id)?.dataset.told).find(Boolean) || "";
  let last = words(), at = Date.now();
  const forget = () => { last = told.textContent = ""; at = Date.now(); };
  const tell = () => {
    const waits = document.getElementById("answer")?.dataset.wait;
    if (beat || words() === last || (waits && Date.now() - at < TELL_AGAIN_AFTER)) return;
    told.textContent = last = words();
    at = Date.now();
  };

  const ask = async (address) => {
    if (asking) asking.abort();
    asking = new AbortController();
    const answer = document.getElementById("answer");
    if (answer) answer.setAttribute("aria-busy", "true");
    try {
      const reply = await fetch(address, { signal: asking.signal });
      const text = await reply.text();
      const held = document.activeElement && document.activeElement.id;
      put(text);
      if (held && !document.activeElement.id) document.getElementById(held)?.focus();
      tell();
      const shown = new URL(reply.url);
      if (reply.ok) history.replaceState(null, "", shown.pathname + shown.search);
      next(shown.href);
    } catch (error) {
      if (error.name !== "AbortError") document.getElementById("answer")?.removeAttribute("aria-busy");
    }
  };

  const reload = async (here) => {
    const text = await (await fetch(here)).text();
    if (text.includes("data-wait")) next(here); else location.reload();
  };

  const next = (here) => {
    const answer = document.getElementById("answer");
    if (!answer) return;
    clearTimeout(timer);
    if (answer.dataset.wait === "reload") timer = setTimeout(() => reload(here), 1500);
    else if (answer.dataset.wait) timer = setTimeout(() => ask(here), 1000);
    else if (answer.dataset.finer) timer = setTimeout(() => ask(answer.dataset.finer), 250);
  };

  const form = document.querySelector("form[data-levers]");
  if (form) {
    const move = () => {
      const asked = new URLSearchParams(new FormData(form));
      forget();
      ask(form.getAttribute("action") + "?" + asked);
    };
    let pause = 0;
    form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(move, 350); });
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(pause); move(); document.getElementById("answer-title")?.scrollIntoView(); });
  }
  const play = document.getElementById("play");
  if (play) {
    const button = document.createElement("button");
    const stop = () => { clearInterval(beat); beat = 0; button.textContent = "Play the weeks"; tell(); };
    const step = () => {
      const following = document.getElementById("answer")?.dataset.next;
      if (following) ask(following); else stop();
    };
    button.addEventListener("click", () => {
      if (beat) { stop(); return; }
      beat = setInterval(step, 900);
      button.textContent = "Pause";
      step();
    });
    stop();
    play.append(button);
  }
  document.getElementById("summary")?.focus();
  next(location.href);
})();
