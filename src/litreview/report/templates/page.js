// What the page does beyond being read: filter, sort, group, copy, walk the problems. Without it everything is still there.
"use strict";
(() => {
  const $ = (query, root = document) => root.querySelector(query);
  const $$ = (query, root = document) => [...root.querySelectorAll(query)];
  const say = (text) => { $("#said").textContent = text; };
  document.documentElement.classList.add("scripted");

  // -- copying ----------------------------------------------------------------------------------
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {  // refused, or a browser that has no clipboard for files: the old way
      const box = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
  }

  for (const node of $$("[data-copy], .works pre")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "Copy" });
    if (node.localName === "pre") node.after(button);
    else node.append(" ", button);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    const label = button.textContent;
    await copied(button.closest("[data-copy]")?.dataset.copy ?? button.previousElementSibling.textContent);
    button.textContent = "Copied";
    say("Copied");
    setTimeout(() => { button.textContent = label; }, 1200);
  });

  // -- lists that can be filtered and sorted --------------------------------------------------------
  const RANK = { error: 0, warning: 1, info: 2, certain: 0, likely: 1, possible: 2 };
  const numeric = new Set(["mentions", "lists"]);
  const PAGE = 60;  // rows at once: laying out thousands would make typing slow
  const views = new Map();  // by the id of the section

  function view(form) {
    const list = document.getElementById(form.dataset.for);
    const body = list.tBodies ? list.tBodies[0] : list;
    const items = [...body.children].map((node, place) => ({
      node, place, text: node.textContent.toLowerCase(), data: (node.cells ? finding : work)(node), fits: true,
    }));
    const state = { form, list, body, items, sort: "", down: false, order: items, room: PAGE };
    state.more = Object.assign(document.createElement("button"), { type: "button", className: "more" });
    state.more.addEventListener("click", () => show(state, Infinity));
    list.after(state.more);
    for (const head of $$("th[data-sort]", list)) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: head.textContent });
      button.addEventListener("click", () => {
        state.down = state.sort === head.dataset.sort && !state.down;
        state.sort = head.dataset.sort;
        changed(state, true);
      });
      head.replaceChildren(button);
    }
    form.addEventListener("input", (event) => {
      if (event.target.name === "sort") state.sort = event.target.value;
      changed(state, event.target.name === "sort" || event.target.name === "group");
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => {
      state.sort = "";
      state.down = false;
      changed(state, true);
    }));
    $(".csv", form)?.addEventListener("click", () => save(state));
    views.set(form.closest("section").id, state);
    return state;
  }

  function finding({ cells, dataset }) {
    const [severity, rule, message, where, confidence, fix] = [...cells].map((cell) => cell.textContent.trim());
    const paper = dataset.paper ?? where.replace(/:\d+:\d+(\s.*)?$/s, "");
    return { severity, message, confidence, rule: rule.split(" ")[0], paper, fix: fix ? "yes" : "no" };
  }

  function work(node) {
    const [key, , year, , type, lists, mentions] = [...$("summary", node).children].map((child) => child.textContent);
    return { key, year, type, show: node.dataset.show ?? "", lists: parseInt(lists, 10) || lists.split("●").length - 1, mentions: Number(mentions) };
  }

  function asked(form) {
    return Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  }

  function matches(item, facets, words) {
    for (const [name, value] of facets) {
      const own = item.data[name] ?? "";
      if (name === "show" ? !own.split(" ").includes(value) : own !== value) return false;
    }
    return words.every((word) => item.text.includes(word));
  }

  function show(state, room = PAGE) {
    const { q = "", sort, group, ...rest } = asked(state.form);
    const facets = Object.entries(rest);
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    let n = 0;
    for (const item of state.order) {
      item.fits = matches(item, facets, words);
      n += item.fits;
      const hidden = !item.fits || n > room;
      if (hidden !== item.node.hidden) item.node.hidden = hidden;
    }
    for (const head of $$("tr.group", state.body)) head.hidden = head.members.every((item) => item.node.hidden);
    state.more.hidden = n <= room;
    state.more.textContent = `Show ${n - room} more`;
    $("output", state.form).textContent = `${n} of ${state.items.length}`;
  }

  function value(item, by) {
    if (by === "severity" || by === "confidence") return RANK[item.data[by]];
    if (by === "where") return item.place;
    return numeric.has(by) ? -item.data[by] : item.data[by] ?? "";
  }

  function compare(by) {
    return (a, b) => {
      const [x, y] = [value(a, by), value(b, by)];
      return typeof x === "number" ? x - y : x.localeCompare(y);
    };
  }

  function arrange(state) {
    const { group } = asked(state.form);
    const order = [...state.items];  // so that equals stay in the order of the review
    if (state.sort) order.sort(compare(state.sort));
    if (state.down) order.reverse();
    if (group) order.sort(compare(group));
    const nodes = [];
    let last = null;
    let head = null;
    for (const item of order) {
      if (group && item.data[group] !== last) {
        last = item.data[group];
        head = document.createElement("tr");
        head.className = "group";
        head.members = [];
        const cell = Object.assign(document.createElement("th"), { colSpan: 6, scope: "rowgroup" });
        cell.textContent = group === "rule" ? item.node.cells[1].textContent : last === "-" ? "several" : last;
        head.append(cell);
        nodes.push(head);
      }
      head?.members.push(item);
      nodes.push(item.node);
    }
    state.body.replaceChildren(...nodes);
    state.order = order;
    for (const cell of $$("th[data-sort]", state.list)) {
      if (cell.dataset.sort !== state.sort) cell.removeAttribute("aria-sort");
      else cell.setAttribute("aria-sort", state.down ? "descending" : "ascending");
    }
  }

  function changed(state, rearrange) {
    if (rearrange) arrange(state);
    show(state);
    const told = new URLSearchParams(asked(state.form));
    if (state.sort) told.set("sort", state.sort);
    if (state.down) told.set("down", "1");
    const section = state.form.closest("section").id;
    history.replaceState(null, "", told.size ? `#${section}?${told}` : `#${section}`);
  }

  function save(state) {
    const quoted = (text) => {
      const plain = text.replace(/\s+/g, " ").trim();
      return `"${(/^[=+\-@|]/.test(plain) ? `'${plain}` : plain).replaceAll('"', '""')}"`;
    };
    const cell = (node) => {
      const copy = node.cloneNode(true);
      for (const part of $$(".sign, button", copy)) if (!part.closest("th")) part.remove();
      return quoted(copy.textContent);
    };
    const rows = [[...state.list.tHead.rows[0].cells], ...state.order.filter((item) => item.fits).map((item) => [...item.node.cells])];
    const text = rows.map((cells) => cells.map(cell).join(",")).join("\r\n") + "\r\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = "findings.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say("Saved as findings.csv");
  }

  // -- the address keeps the view -------------------------------------------------------------------
  function go() {
    const [place, told] = location.hash.slice(1).split(/\?(.*)/s);
    const state = views.get(place);
    if (state && told) {
      const wanted = new URLSearchParams(told);
      for (const field of $$("input, select", state.form)) field.value = wanted.get(field.name) ?? "";
      state.sort = wanted.get("sort") ?? "";
      state.down = wanted.has("down");
      arrange(state);
      show(state);
    }
    const target = document.getElementById(place);
    if (!target) return;
    if (target.hidden) show(views.get(target.closest("section").id), Infinity);
    target.hidden = false;
    for (let node = target; node; node = node.parentElement) if (node.localName === "details") node.open = true;
    const reveal = () => target.scrollIntoView({ block: target.localName === "section" ? "start" : "center" });
    reveal();
    if (target.localName === "section") {
      // Rows above have their true height only once they were near: two frames later, the place is where it stays.
      requestAnimationFrame(() => requestAnimationFrame(reveal));
      return;
    }
    const mark = cites.find((cite) => cite.hash === location.hash);
    if (mark) return reach(mark);
    if (target.localName === "tr") target.tabIndex = -1;
    ($("summary", target) ?? target).focus({ preventScroll: true });
  }

  // -- citations ------------------------------------------------------------------------------------
  const pop = $("#pop");
  const cites = $$(".cites a");
  const problems = cites.filter((cite) => !cite.classList.contains("linked"));
  let at = -1;
  let owner = null;

  function close(back = false) {
    if (pop.hidden) return;
    pop.hidden = true;
    owner.removeAttribute("aria-expanded");
    if (back) owner.focus();
    owner = null;
  }

  function line(label, ...nodes) {
    const p = document.createElement("p");
    if (label) p.append(Object.assign(document.createElement("b"), { textContent: `${label} ` }));
    p.append(...nodes);
    return p;
  }

  function open(cite) {
    close();
    const row = document.getElementById(cite.hash.slice(1));
    const [where, , status, works, score, reasons] = row.cells;
    const matched = $$("a", works).flatMap((link) => {
      const work = document.getElementById(link.hash.slice(1));
      return [line("", link.cloneNode(true)), line("", $("p", work)?.textContent ?? "")];
    });
    pop.replaceChildren(
      line("", Object.assign(status.cloneNode(true).firstChild), ` at ${where.textContent}, score ${score.textContent}`),
      ...(matched.length ? matched : [line("", "Matched to nothing in any list.")]),
      line("Because", reasons.textContent.trim() || (works.textContent.trim() ? "what is printed agrees" : "no reference fits")),
    );
    pop.hidden = false;
    const box = cite.getBoundingClientRect();
    const left = Math.min(box.left, innerWidth - pop.offsetWidth - 16);
    pop.style.left = `${Math.max(8, left) + scrollX}px`;
    pop.style.top = `${box.bottom + scrollY + 6}px`;
    owner = cite;
    cite.setAttribute("aria-expanded", "true");
    cite.after(pop);  // so that Tab goes on into it
    say(pop.textContent);
  }

  document.addEventListener("click", (event) => {
    const cite = event.target.closest(".cites a:not(#pop a)");
    if (cite) {
      event.preventDefault();
      at = problems.includes(cite) ? problems.indexOf(cite) : at;
      owner === cite ? close() : open(cite);
    } else if (!event.target.closest("#pop")) close();
  });

  function walk(step) {
    if (!problems.length) return say("No problem in the text");
    at = (at + step + problems.length) % problems.length;
    reach(problems[at]);
  }

  function reach(cite) {
    cite.scrollIntoView({ block: "center" });
    cite.focus({ preventScroll: true });
    at = problems.includes(cite) ? problems.indexOf(cite) : at;
    open(cite);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close(true);
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "n") walk(1);
    if (event.key === "p") walk(at < 0 ? 0 : -1);
    if (event.key === "/") {
      event.preventDefault();
      $("#findings input")?.focus();
    }
  });

  // -- where the reader is ----------------------------------------------------------------------------
  const parts = new Map($$(".parts li a").map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      for (const link of parts.values()) link.removeAttribute("aria-current");
      parts.get(target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  for (const section of $$("main > section")) seen.observe(section);

  for (const form of $$("form.facets")) show(view(form));
  addEventListener("beforeprint", () => views.forEach((state) => show(state, Infinity)));
  addEventListener("hashchange", go);
  if (location.hash) go();
})();
