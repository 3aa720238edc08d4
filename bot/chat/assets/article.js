// Runs once, with `element`, `trigger` and `watch` given by Gradio.
// Brings the marked quote into view, moves the focus there and back, and closes on Escape.
const close = () => {
  if (!element.querySelector(".sheet")) return;
  trigger("click", {});
  if (window.baowenOpener) window.baowenOpener.focus();
};
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
watch("value", () => {
  const sheet = element.querySelector(".sheet");
  if (!sheet) return;
  sheet.focus({ preventScroll: true });
  const mark = sheet.querySelector("mark");
  const middle = mark ? mark.offsetTop - sheet.clientHeight / 3 : 0;
  sheet.scrollTop = Math.max(0, middle);
});
