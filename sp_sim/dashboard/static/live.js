"use strict";
// Pages work without this. It asks again when a lever moves, and refines what is shown.
(() => {
  const parser = new DOMParser();
  let asking = null, timer = 0;

  const put = (text) => {
    const fresh = parser.parseFromString(text, "text/html");
    document.querySelectorAll("[data-live]").forEach((old) => {
      const made = fresh.getElementById(old.id);
      if (!made) return;
      const open = [...old.querySelectorAll("details")].map((one) => one.open);
      old.replaceWith(made);
      made.querySelectorAll("details").forEach((one, at) => { if (open[at]) one.open = true; });
    });
    document.title = fresh.title;
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
      ask(form.getAttribute("action") + "?" + asked);
    };
    let pause = 0;
    form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(move, 350); });
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(pause); move(); document.getElementById("answer-title")?.scrollIntoView(); });
  }
  const play = document.getElementById("play");
  if (play) {
    const button = document.createElement("button");
    let beat = 0;
    const stop = () => { clearInterval(beat); beat = 0; button.textContent = "Play the weeks"; };
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
