// Small things beside the text: saving by keyboard, and how long it is.

/** Ctrl+S saves the form instead of the page. */
export function savesByKey(form) {
  document.addEventListener("keydown", (event) => {
    const asked = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s";
    if (!asked) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[value=save]"));
  });
}

/** Says how many characters a field has; spaces are none. */
export function counts(place) {
  const field = document.getElementById(place.dataset.count);
  const tell = () => {
    const signs = [...field.value.replace(/\s/g, "")].length;
    place.textContent = place.dataset.words.replace("{}", signs);
  };
  field.addEventListener("input", tell);
  field.addEventListener("replaced", tell);
  tell();
}
