// Draws the bulletin from pieces that Python cut. Every text goes in by textContent, so pasted markup stays text.

const kindOrder = ["count", "nationality", "party", "place", "date", "outcome", "movement", "control", "source"];

export default function (component) {
  const { data, parentElement: root, setTriggerValue, setStateValue } = component;
  const legend = root.querySelector(".legend");
  const box = root.querySelector(".bulletin");
  const tip = root.querySelector(".tip");
  // The component is called again at every rerun with the same root: what the reader set lives on the root.
  const view = (root.rasdView ??= { document: null, lit: null, picked: null, shown: undefined });

  view.lit ??= new Set(data.legend.filter((entry) => entry.lit).map((entry) => entry.kind));
  drawLegend();
  if (view.document !== data.document) {
    drawText();
    view.document = data.document;
    view.shown = undefined;
    box.scrollTop = 0;
  }
  light();
  mark();

  function drawLegend() {
    legend.dir = data.direction;
    legend.setAttribute("role", "group");
    legend.setAttribute("aria-label", data.legendLabel);
    legend.replaceChildren(
      ...data.legend.map((entry) => {
        const chip = document.createElement("button");
        chip.type = "button";
        chip.className = `chip kind-${entry.kind}`;
        chip.dataset.kind = entry.kind;
        chip.setAttribute("aria-pressed", String(view.lit.has(entry.kind)));
        const label = document.createElement("span");
        label.textContent = entry.label;
        const count = document.createElement("span");
        count.className = "many";
        count.textContent = entry.count;
        chip.append(label, count);
        chip.onclick = () => {
          if (!view.lit.delete(entry.kind)) view.lit.add(entry.kind);
          chip.setAttribute("aria-pressed", String(view.lit.has(entry.kind)));
          light();
        };
        return chip;
      }),
    );
  }

  function drawText() {
    box.replaceChildren(
      ...data.pieces.map((piece) => {
        const lit = Object.keys(piece.kinds).length > 0;
        const element = document.createElement(lit ? "mark" : "span");
        element.textContent = piece.text;
        element.rasdKinds = piece.kinds;
        return element;
      }),
    );
  }

  // The kind on top: of several kinds over the same words, the first one that is switched on.
  function light() {
    for (const element of box.querySelectorAll("mark")) {
      const kinds = element.rasdKinds;
      const kind = kindOrder.find((name) => name in kinds && view.lit.has(name));
      const mention = kind === undefined ? null : data.mentions[kinds[kind]];
      element.rasdMention = mention;
      element.onfocus = mention ? showTip : null;
      element.onblur = mention ? hideTip : null;
      element.className = mention ? `lit kind-${kind}${mention.used ? "" : " unused"}` : "";
      if (mention) {
        element.setAttribute("role", "button");
        element.tabIndex = 0;
        element.dataset.id = mention.id;
        element.setAttribute("aria-label", `${element.textContent}. ${mention.lines[0]}`);
        element.style.setProperty("--party", mention.colour ?? "");
      } else {
        for (const name of ["role", "tabindex", "data-id", "aria-label", "style"]) element.removeAttribute(name);
      }
    }
  }

  function mark() {
    [...box.children].forEach((element, position) => {
      const level = data.marks[position];
      if (level) element.dataset.mark = level;
      else delete element.dataset.mark;
    });
    const changed = view.shown !== data.selected;
    view.shown = data.selected;
    const first = box.children[data.focus];
    if (!first || !changed) return;
    const fromText = view.picked !== null;
    view.picked = null;
    if (fromText) return; // the reader clicked here: the words are under the pointer already
    requestAnimationFrame(() => {
      const top = first.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
      box.scrollTo({ top: top - box.clientHeight / 3 });
      const frame = box.getBoundingClientRect();
      if (frame.bottom < 80 || frame.top > innerHeight - 80) box.scrollIntoView({ block: "center" });
    });
  }

  function pick(event) {
    const element = event.target.closest("mark.lit");
    if (!element) return;
    view.picked = element.rasdMention.id;
    setTriggerValue("picked", element.rasdMention.id);
  }

  function showTip(event) {
    const element = event.target.closest?.("mark.lit");
    if (!element) return hideTip();
    tip.replaceChildren(
      ...element.rasdMention.lines.map((line) => {
        const row = document.createElement("div");
        row.textContent = line;
        return row;
      }),
    );
    tip.dir = data.direction;
    tip.hidden = false;
    const at = element.getClientRects()[0];
    const frame = tip.offsetParent?.getBoundingClientRect() ?? box.getBoundingClientRect();
    const left = Math.min(Math.max(at.left + at.width / 2 - tip.offsetWidth / 2, frame.left), frame.right - tip.offsetWidth);
    const above = at.top - tip.offsetHeight - 6;
    tip.style.left = `${left - frame.left}px`;
    tip.style.top = `${(above > box.getBoundingClientRect().top - 40 ? above : at.bottom + 6) - frame.top}px`;
  }

  function hideTip() {
    tip.hidden = true;
  }

  // Which words the reader marked, in code points of the whole text, as Python counts them.
  function tellMarked() {
    const marked = root.getSelection?.() ?? document.getSelection();
    if (!marked || marked.isCollapsed || !marked.rangeCount) return;
    const range = marked.getRangeAt(0);
    if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return;
    const start = data.first + offsetOf(range.startContainer, range.startOffset);
    const end = data.first + offsetOf(range.endContainer, range.endOffset);
    if (end > start) setStateValue("words", { start, end });
  }

  function offsetOf(node, offset) {
    const before = document.createRange();
    before.setStart(box, 0);
    before.setEnd(node, offset);
    return [...before.toString()].length;
  }

  box.onpointerup = data.selectable ? () => setTimeout(tellMarked) : null;
  box.onclick = (event) => {
    const marked = root.getSelection?.() ?? document.getSelection();
    if (data.selectable && marked && !marked.isCollapsed) return; // the end of marking words is no click on a highlight
    pick(event);
  };
  box.onkeydown = (event) => {
    if (event.key === "Escape") hideTip();
    if (event.key !== "Enter" && event.key !== " ") return;
    if (event.target.closest("mark.lit")) event.preventDefault();
    pick(event);
  };
  box.onmouseover = showTip;
  box.onmouseleave = hideTip;
  box.onscroll = () => {
    // Going on by keys scrolls the text; the tip then stays with the words that the focus is on.
    const focused = box.querySelector("mark.lit:focus-visible");
    if (focused) showTip({ target: focused });
    else hideTip();
  };
}
