// Adds up the weights while they are typed; the server adds them again.
const sum = document.querySelector("[data-sum]");
const fields = [...document.querySelectorAll("[data-adds] [name^=weight_]")];

function add() {
  const total = fields.reduce((so_far, field) => so_far + (Number(field.value) || 0), 0);
  sum.querySelector("[data-total]").textContent = total;
  sum.querySelector("[data-right]").hidden = total !== 100;
  sum.querySelector("[data-wrong]").hidden = total === 100;
  sum.classList.toggle("rka-sum--wrong", total !== 100);
  sum.hidden = false;
}

if (sum && fields.length) {
  fields.forEach((field) => field.addEventListener("input", add));
  add();
}
