// Runs once, with `element`, `trigger` and `watch` given by Gradio.
// A click on a clipping opens its article; a click on an example asks it.
element.addEventListener("click", (event) => {
  const example = event.target.closest("[data-ask]");
  if (example) return trigger("select", { question: example.dataset.ask });
  // Dragging over a quote selects it for copying and must not open the article.
  if (!event.target.closest("button") && String(getSelection())) return;
  const clip = event.target.closest(".clip");
  const cite = event.target.closest("[data-open]") || (clip && clip.querySelector("[data-open]"));
  if (!cite) return;
  window.baowenOpener = cite;
  trigger("click", { turn: Number(cite.dataset.turn), which: cite.dataset.open });
});

let seen = "";
watch("value", () => {
  const turns = element.querySelectorAll(".turn");
  const last = turns[turns.length - 1];
  const now = turns.length + (last && last.classList.contains("pending") ? "?" : "");
  if (last && now !== seen) {
    const tall = last.offsetHeight > window.innerHeight * 0.6;
    last.scrollIntoView({ block: tall ? "start" : "nearest" });
  }
  seen = now;
});
