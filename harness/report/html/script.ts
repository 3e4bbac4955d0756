/**
 * What the page does beyond what a browser does by itself. Nothing is hidden without it, and it makes no markup: it only
 * shows, hides, opens and moves the focus.
 */
export const script = `
"use strict";
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Colours: the system's, until the button is pressed.
const toggle = document.getElementById("theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
const named = () => { toggle.textContent = isDark() ? "Light colours" : "Dark colours"; };
toggle.addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  named();
});
dark.addEventListener("change", named);
named();
toggle.hidden = false;

// A link to what is folded away opens it, and the focus follows.
function reach() {
  const target = document.getElementById(location.hash.slice(1));
  if (target === null) return;
  for (let at = target; at !== null; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (target.hidden || target.closest("[hidden]") !== null) showAll();
  const drill = target.nextElementSibling;
  if (drill !== null && drill.classList.contains("drill")) drill.querySelector("details").open = true;
  const focus = target.tagName === "DETAILS" ? target.firstElementChild : drill?.querySelector(".drill summary") ?? target;
  focus.focus({ preventScroll: true });
  target.scrollIntoView({ block: "start" });
}
addEventListener("hashchange", reach);
// The same link once more is no change of the address.
addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link !== null && link.getAttribute("href") === location.hash) reach();
});

// Up and down go from one table to the next while the focus is on one.
addEventListener("keydown", (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  const summary = event.target.closest(".grid summary");
  if (summary === null || !(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
  const shown = all(".grid summary").filter((one) => one.checkVisibility());
  const place = shown.indexOf(summary) + steps[event.key];
  shown[Math.max(0, Math.min(shown.length - 1, place))].focus();
  event.preventDefault();
});

// A column's row opens what is known of it.
addEventListener("click", (event) => {
  const drill = event.target.closest("tr[id]")?.nextElementSibling;
  if (!drill?.classList.contains("drill") || event.target.closest("a") !== null || String(getSelection()) !== "") return;
  const details = drill.querySelector("details");
  details.open = !details.open;
});

// What scrolls sideways can be reached by keyboard; of what does not, the head stays in sight.
const boxes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const isWide = target.scrollWidth > target.clientWidth;
    target.classList.toggle("fits", !isWide);
    if (isWide) {
      target.tabIndex = 0;
      target.setAttribute("role", "group");
      target.setAttribute("aria-label", target.querySelector("caption")?.textContent ?? "Table");
    } else for (const name of ["tabindex", "role", "aria-label"]) target.removeAttribute(name);
  }
});
for (const box of all(".scroll")) boxes.observe(box);

// The grid: a search, and what is left out.
const [find, show, told] = ["find", "show", "shown"].map((id) => document.getElementById(id));
const tables = () => all(".grid details.table").map((element) => ({
  element,
  name: element.querySelector("summary").textContent.toLowerCase(),
  open: element.open,
  rows: all("tr[id]", element).map((row) => ({ row, name: row.firstElementChild.textContent.toLowerCase() })),
}));
let known = null;
const fits = {
  all: () => true,
  changed: ({ classList }) => !classList.contains("none") && !classList.contains("good"),
  harmed: ({ classList }) => classList.contains("bad") || classList.contains("unsure"),
};
function filter() {
  known ??= tables();
  const [words, fit] = [find.value.trim().toLowerCase(), fits[show.value]];
  let many = 0;
  for (const { element, name, open, rows } of known) {
    const isNamed = name.includes(words);
    let some = 0;
    for (const { row, name } of rows) {
      const isShown = fit(row) && (isNamed || name.includes(words));
      row.hidden = !isShown;
      const drill = row.nextElementSibling;
      if (drill?.classList.contains("drill")) drill.hidden = !isShown;
      if (isShown) some += 1;
    }
    element.hidden = !fit(element) || !(isNamed || some > 0);
    element.open = words === "" ? open : !element.hidden;
    if (!element.hidden) many += 1;
  }
  const kept = document.querySelector(".grid .kept");
  if (kept !== null) {
    kept.hidden = all("details.table", kept).every(({ hidden }) => hidden);
    if (words !== "") kept.open = true;
  }
  told.textContent = words === "" && show.value === "all" ? "" : many === 1 ? "1 table" : many + " tables";
}
function showAll() {
  find.value = "";
  show.value = "all";
  filter();
}
if (find !== null) {
  find.form.hidden = false;
  find.addEventListener("input", filter);
  show.addEventListener("change", filter);
  find.form.addEventListener("submit", (event) => event.preventDefault());
}
if (location.hash !== "") reach();
`;
