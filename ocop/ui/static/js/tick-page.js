// A box in the head of a list that ticks every row of the page. Without scripts it stays hidden.

const rowsOf = (head) => [...head.closest("table").querySelectorAll("tbody .pick input[type=checkbox]")];

for (const head of document.querySelectorAll("[data-tick-page]")) {
  const boxes = rowsOf(head);
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    head.checked = ticked === boxes.length;
    head.indeterminate = ticked > 0 && ticked < boxes.length;
  };

  head.hidden = false;
  head.previousElementSibling.classList.add("visually-hidden");
  head.addEventListener("change", () => boxes.forEach((box) => (box.checked = head.checked)));
  boxes.forEach((box) => box.addEventListener("change", show));
  window.addEventListener("pageshow", show);
}
