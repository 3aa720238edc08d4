// Runs once, with `element`, `trigger` and `watch` given by Gradio.
// Brings the marked quote into view, moves the focus there and back, and closes on Escape and on
// the browser's Back, which would leave the page and lose the conversation.
const isOpen = () => element.querySelector(".sheet") !== null;
const isNoted = () => Boolean(history.state && history.state.baowenSheet);
const close = () => {
  if (!isOpen()) return;
  trigger("click", {});
  if (window.baowenOpener) window.baowenOpener.focus();
};
const leave = () => (isNoted() ? history.back() : close());
window.addEventListener("popstate", close);
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) leave();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isOpen()) leave();
});
watch("value", () => {
  const sheet = element.querySelector(".sheet");
  if (!sheet) {
    if (isNoted()) history.back(); // the conversation was cleared
    return;
  }
  if (!isNoted()) history.pushState({ ...history.state, baowenSheet: true }, "");
  sheet.focus({ preventScroll: true });
  const mark = sheet.querySelector("mark");
  const middle = mark ? mark.offsetTop - sheet.clientHeight / 3 : 0;
  sheet.scrollTop = Math.max(0, middle);
});
