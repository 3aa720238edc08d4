() => {
  document.documentElement.lang = "zh-CN";
  // Enter that picks a word in a Chinese input method must not send the question. 229 is what
  // Safari reports for it.
  const guard = (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
      event.stopImmediatePropagation();
    }
  };
  document.addEventListener("keydown", guard, true);
  document.addEventListener("keypress", guard, true);
}
