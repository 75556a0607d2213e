// A list of sentences; choosing one tells Python its id. All text goes in by textContent.

export default function ({ data, parentElement: root, setTriggerValue }) {
  const list = root.querySelector(".records");
  const focused = list.getRootNode().activeElement?.dataset.id; // who goes by keys stays where they are
  list.dir = data.direction;
  list.replaceChildren(
    ...data.items.map((item) => {
      const row = document.createElement("button");
      row.type = "button";
      row.className = "record";
      row.dataset.id = item.id;
      row.setAttribute("aria-pressed", String(item.id === data.selected));
      if (item.colour) {
        const swatch = document.createElement("span");
        swatch.className = "swatch";
        swatch.style.background = item.colour;
        row.append(swatch);
      }
      if (item.label) {
        const label = document.createElement("bdi");
        label.className = "id";
        label.textContent = item.label;
        row.append(label);
      }
      const sentence = document.createElement("span");
      sentence.className = "sentence";
      sentence.textContent = item.sentence;
      row.append(sentence);
      if (item.words) {
        const words = document.createElement("span");
        words.className = "words";
        words.dir = "auto";
        words.lang = /^\P{L}*\p{Script=Arabic}/u.test(item.words) ? "ar" : "en";
        words.textContent = item.words;
        sentence.append(words);
      }
      row.onclick = () => setTriggerValue("picked", item.id);
      return row;
    }),
  );
  [...list.children].find((row) => focused !== undefined && row.dataset.id === focused)?.focus();
}
