"use strict";
const root = document.documentElement;

// Language: what the address says (?lang=en), else what the browser says.
const languages = [...document.querySelectorAll("[data-lang]")];
const speak = (lang) => {
  root.dataset.show = root.lang = lang;
  for (const button of languages) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
};
for (const button of languages) button.addEventListener("click", () => speak(button.dataset.lang));
const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language ?? "ja";
speak(asked.startsWith("ja") ? "ja" : "en");

// Topics open and close; #topic-7 in the address opens that one.
const table = document.getElementById("topics");
const bodies = () => [...table.tBodies];
const unfold = (body, open) => {
  body.querySelector(".open").setAttribute("aria-expanded", String(open));
  body.querySelector(".more").hidden = !open;
};
for (const body of bodies()) {
  const button = body.querySelector(".open");
  button.addEventListener("click", () => unfold(body, button.getAttribute("aria-expanded") !== "true"));
}
const follow = () => {
  const body = bodies().find((one) => `#${one.id}` === location.hash);
  if (!body) return;
  if (body.hidden) show("");
  unfold(body, true);
  body.scrollIntoView();
};

// Searching looks into names, words and voices, in both languages; full and half width alike.
const filter = document.getElementById("filter");
const plain = (text) => text.normalize("NFKC").toLowerCase();
const show = (wanted) => {
  filter.value = wanted;
  let shown = 0;
  for (const body of bodies()) {
    body.hidden = !plain(body.textContent).includes(plain(wanted.trim()));
    shown += body.hidden ? 0 : 1;
  }
  document.getElementById("shown").textContent = shown;
};
filter.addEventListener("input", () => show(filter.value));

// Sorting: numbers by data-value and largest first, words as the shown language orders them.
const heads = [...table.tHead.rows[0].cells];
const value = (body, head) => {
  const cell = body.rows[0].cells[head.cellIndex];
  return head.dataset.sort === "number" ? Number(cell.dataset.value) : (cell.querySelector(`.${root.lang}`)?.textContent ?? "");
};
const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, root.lang));
const sort = (head) => {
  const first = head.dataset.sort === "number" ? "descending" : "ascending";
  const other = first === "descending" ? "ascending" : "descending";
  const order = head.getAttribute("aria-sort") === first ? other : first;
  for (const one of heads) if (one.dataset.sort) one.setAttribute("aria-sort", one === head ? order : "none");
  const sign = order === "ascending" ? 1 : -1;
  table.append(...bodies().sort((a, b) => sign * compare(value(a, head), value(b, head))));
};
for (const head of heads) if (head.dataset.sort) head.querySelector("button").addEventListener("click", () => sort(head));

addEventListener("hashchange", follow);
follow();
