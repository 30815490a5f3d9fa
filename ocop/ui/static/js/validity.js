// Browsers speak their own language; what an empty or overlong box says is in the language of the page.

const words = document.getElementById("words").dataset;

function sentence(validity) {
  if (validity.valueMissing) return words.required;
  return validity.tooLong ? words.tooLong : "";
}

document.addEventListener("invalid", (event) => event.target.setCustomValidity(sentence(event.target.validity)), true);

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => event.target.setCustomValidity?.(""), true);
}
