// Buttons that copy a text: the feed's address, an embed code.

/** Copy a text and say so in `status`; where the browser refuses, the text stands there, marked, to be copied by hand. */
export async function copy(text, status) {
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = "Copied";
  } catch {
    const field = document.createElement("input");
    Object.assign(field, { value: text, readOnly: true, ariaLabel: "To be copied" });
    status.replaceChildren("Copy it from here: ", field);
    field.select();
  }
}

export function start(root, signal) {
  for (const button of root.querySelectorAll("[data-copy-text]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button.dataset.copyText, button.parentElement.querySelector("[role=status]")), { signal });
  }
}
