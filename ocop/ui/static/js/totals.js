// Sums of the columns of a table of money, while one types. An amount in words ("1,5 triệu") is summed once it is saved.

const figure = (text) => (/^[\d.\s]*$/.test(text) ? Number(text.replace(/\D/g, "") || 0) : NaN);
const written = (sum) => (Number.isNaN(sum) ? "…" : sum.toLocaleString("vi-VN"));

const boxes = [...document.querySelectorAll("[data-sum]")];
const sum = (column) =>
  boxes.filter((box) => !column || box.dataset.sum === column).reduce((before, box) => before + figure(box.value), 0);

const count = () => {
  for (const cell of document.querySelectorAll("[data-total]")) cell.textContent = written(sum(cell.dataset.total));
};

for (const box of boxes) box.addEventListener("input", count);
