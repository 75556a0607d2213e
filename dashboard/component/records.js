// A list of records as sentences; choosing one tells Python its id. All text goes in by textContent.

export default function ({ data, parentElement: root, setTriggerValue }) {
  const list = root.querySelector(".records");
  list.dir = data.direction;
  list.replaceChildren(
    ...data.items.map((item) => {
      const row = document.createElement("button");
      row.type = "button";
      row.className = "record";
      row.dataset.id = item.id;
      row.setAttribute("aria-pressed", String(item.id === data.selected));
      const swatch = document.createElement("span");
      swatch.className = "swatch";
      swatch.style.background = item.colour;
      const id = document.createElement("bdi");
      id.className = "id";
      id.textContent = item.id;
      const sentence = document.createElement("span");
      sentence.className = "sentence";
      sentence.textContent = item.sentence;
      row.append(swatch, id, sentence);
      row.onclick = () => setTriggerValue("picked", item.id);
      return row;
    }),
  );
}
