"use strict";
const list = document.getElementById("queries");
const items = [...list.children];
const controls = document.getElementById("controls");
const shown = document.getElementById("shown");

const orders = {
  loss: (a, b) => a.dataset.delta - b.dataset.delta,
  gain: (a, b) => b.dataset.delta - a.dataset.delta,
  change: (a, b) => Math.abs(b.dataset.delta) - Math.abs(a.dataset.delta),
  lowest: (a, b) => a.dataset.b - b.dataset.b,
  id: () => 0,
};
const directions = {
  any: () => true,
  changed: (delta, tie) => Math.abs(delta) > tie,
  win: (delta, tie) => delta > tie,
  loss: (delta, tie) => delta < -tie,
};
const byId = (a, b) => (a.dataset.qid < b.dataset.qid ? -1 : 1);

function apply() {
  const group = controls.elements.group.value;
  const direction = controls.elements.direction.value;
  const words = controls.elements.words.value.trim().toLowerCase();
  const tie = Number(list.dataset.tie);
  const order = orders[controls.elements.order.value];
  items.sort((a, b) => order(a, b) || byId(a, b));
  let count = 0;
  for (const item of items) {
    const delta = Number(item.dataset.delta);
    const fits =
      item.dataset.groups.split(",").includes(group) &&
      directions[direction](delta, tie) &&
      (!words || item.textContent.toLowerCase().includes(words));
    item.hidden = !fits;
    count += fits;
  }
  list.append(...items);
  shown.textContent = `${count} of ${items.length} queries`;
}

controls.addEventListener("input", apply);
controls.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("open").addEventListener("click", () => items.forEach((item) => (item.open = true)));
document.getElementById("close").addEventListener("click", () => items.forEach((item) => (item.open = false)));
controls.hidden = false;
apply();
