"use strict";
const root = document.documentElement;
const show = (lang) => {
  root.dataset.show = lang;
  root.lang = lang;
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
};
for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => show(button.dataset.lang));
show(new URLSearchParams(location.search).get("lang") ?? ((navigator.language || "ja").startsWith("ja") ? "ja" : "en"));

const unfold = (body, open) => {
  body.querySelector(".open").setAttribute("aria-expanded", String(open));
  body.querySelector(".more").hidden = !open;
};
for (const button of document.querySelectorAll(".open")) button.addEventListener("click", () => unfold(button.closest("tbody"), button.getAttribute("aria-expanded") !== "true"));
const follow = () => { const body = location.hash && document.getElementById(location.hash.slice(1)); if (body && body.querySelector(".open")) unfold(body, true); };
addEventListener("hashchange", follow);
follow();

const table = document.getElementById("topics");
const bodies = () => [...table.tBodies];
const filter = document.getElementById("filter");
filter.addEventListener("input", () => { const wanted = filter.value.normalize("NFKC").toLowerCase(); for (const body of bodies()) body.hidden = !body.textContent.normalize("NFKC").toLowerCase().includes(wanted); });

const heads = [...table.tHead.rows[0].cells];
const value = (body, column, kind) => { const cell = body.rows[0].cells[column]; return kind === "number" ? Number(cell.dataset.value ?? cell.textContent) : cell.textContent.trim(); };
heads.forEach((head, column) => {
  const kind = head.dataset.sort;
  if (!kind) return;
  head.firstElementChild.addEventListener("click", () => {
    const falling = head.getAttribute("aria-sort") !== "descending";
    for (const other of heads) if (other.dataset.sort) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const sorted = bodies().sort((a, b) => { const [x, y] = [value(a, column, kind), value(b, column, kind)]; const order = kind === "number" ? x - y : x.localeCompare(y, root.lang); return falling ? -order : order; });
    table.append(...sorted);
  });
});
