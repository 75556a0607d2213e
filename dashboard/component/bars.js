// Shows the bars that Python drew, with every word escaped; choosing a row tells Python its id.

export default function ({ data, parentElement: root, setTriggerValue }) {
  const place = root.querySelector(".place");
  const focused = place.getRootNode().activeElement?.dataset.id;
  place.setAttribute("aria-label", data.label);
  place.innerHTML = data.html;
  const rows = [...place.querySelectorAll(".bar")];
  rows.find((row) => focused !== undefined && row.dataset.id === focused)?.focus();
  for (const row of rows) row.onclick = () => setTriggerValue("picked", row.dataset.id);
}
