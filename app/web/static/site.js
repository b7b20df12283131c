// The pages need a script only to copy texts. Without it, readers can select them.
for (const button of document.querySelectorAll("button.copy")) {
  if (!navigator.clipboard) break;
  const name = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = name; }, 2000);
  });
}
